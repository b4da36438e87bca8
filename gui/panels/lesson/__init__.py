"""The card of a lesson: question, prediction, votes, action, explanation, quiz."""
