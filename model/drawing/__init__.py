"""What a screen can show of long columns and of a surface, without Qt."""
