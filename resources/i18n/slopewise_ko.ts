<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ko_KR">
<context>
    <name>About</name>
    <message>
        <source>About Slopewise</source>
        <translation>Slopewise 정보</translation>
    </message>
    <message>
        <source>Watch PyTorch fit a straight line, and see what zero_grad() is for. What runs is real autograd and the real torch.optim.SGD.</source>
        <translation>PyTorch가 직선을 맞춰 가는 과정을 지켜보고, zero_grad()가 왜 필요한지 눈으로 확인하세요. 여기서 도는 것은 실제 autograd와 실제 torch.optim.SGD입니다.</translation>
    </message>
    <message>
        <source>Slopewise is free under the MIT licence; its fonts under the SIL Open Font License. Qt and PySide6 are under the LGPL: they are libraries of their own, which you may replace with others.</source>
        <translation>Slopewise는 MIT 라이선스로, 글꼴은 SIL 오픈 폰트 라이선스로 자유롭게 쓸 수 있습니다. Qt와 PySide6는 LGPL을 따르며, 따로 있는 라이브러리여서 다른 것으로 바꿀 수 있습니다.</translation>
    </message>
    <message>
        <source>All licence texts are in {folder}</source>
        <translation>모든 라이선스 문서는 {folder}에 있습니다.</translation>
    </message>
</context>
<context>
    <name>Actions</name>
    <message>
        <source>Run</source>
        <translation>실행</translation>
    </message>
    <message>
        <source>One epoch</source>
        <translation>한 에포크</translation>
    </message>
    <message>
        <source>Run one pass of the loop and stop; in the past, look at the next epoch</source>
        <translation>루프를 한 번 실행하고 멈춥니다. 지난 시점에서는 다음 에포크를 보여 줍니다</translation>
    </message>
    <message>
        <source>One line</source>
        <translation>한 줄</translation>
    </message>
    <message>
        <source>Run the line that is lit and stop before the next</source>
        <translation>표시된 줄을 실행하고 다음 줄 앞에서 멈춥니다</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>뒤로</translation>
    </message>
    <message>
        <source>Travel back one epoch</source>
        <translation>한 에포크 뒤로 돌아갑니다</translation>
    </message>
    <message>
        <source>To the start</source>
        <translation>시작점으로</translation>
    </message>
    <message>
        <source>Travel back to the start; what came after can be run on or brought back</source>
        <translation>시작점으로 돌아갑니다. 그 뒤의 과정은 다시 실행하거나 되살릴 수 있습니다</translation>
    </message>
    <message>
        <source>Open …</source>
        <translation>열기…</translation>
    </message>
    <message>
        <source>New lesson</source>
        <translation>새 수업</translation>
    </message>
    <message>
        <source>Open a run that was saved, or data from a table</source>
        <translation>저장한 실행이나 표로 된 데이터를 엽니다</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>저장</translation>
    </message>
    <message>
        <source>Save as …</source>
        <translation>다른 이름으로 저장…</translation>
    </message>
    <message>
        <source>Note …</source>
        <translation>메모…</translation>
    </message>
    <message>
        <source>Write what this run is to show; it is saved with it</source>
        <translation>이 실행으로 무엇을 보여 줄지 적습니다. 함께 저장됩니다</translation>
    </message>
    <message>
        <source>For the class …</source>
        <translation>학급용으로 준비…</translation>
    </message>
    <message>
        <source>Lock or hide commands for the class, and choose the page of the lesson; saved with the run</source>
        <translation>학생들이 쓰지 않을 명령을 잠그거나 숨기고, 어느 쪽 수업인지 정합니다. 실행과 함께 저장됩니다</translation>
    </message>
    <message>
        <source>Make data …</source>
        <translation>데이터 만들기…</translation>
    </message>
    <message>
        <source>Python script …</source>
        <translation>Python 스크립트…</translation>
    </message>
    <message>
        <source>A plain PyTorch script that prints the very numbers of this run</source>
        <translation>이 실행과 똑같은 수를 출력하는 평범한 PyTorch 스크립트</translation>
    </message>
    <message>
        <source>Jupyter notebook …</source>
        <translation>Jupyter 노트북…</translation>
    </message>
    <message>
        <source>Every epoch as CSV …</source>
        <translation>모든 에포크를 CSV로…</translation>
    </message>
    <message>
        <source>Begin again with the lesson&apos;s own data and settings, not its pages; Undo brings back what was</source>
        <translation>수업의 처음 데이터와 설정으로 새로 시작합니다. 수업의 쪽은 열지 않습니다. 되돌리기를 하면 하던 것이 되살아납니다</translation>
    </message>
    <message>
        <source>Web page …</source>
        <translation>웹 페이지…</translation>
    </message>
    <message>
        <source>One file in which a phone or any browser replays this run</source>
        <translation>휴대 전화나 다른 기기의 브라우저에서 이 실행을 다시 볼 수 있는 파일 하나</translation>
    </message>
    <message>
        <source>Guided lesson</source>
        <translation>수업 안내</translation>
    </message>
    <message>
        <source>Twelve pages that ask, predict and explain; what stands here comes back afterwards</source>
        <translation>묻고, 예상하고, 설명하는 열두 쪽의 수업입니다. 나가면 하던 것이 되살아납니다</translation>
    </message>
    <message>
        <source>Open a lesson …</source>
        <translation>수업 열기…</translation>
    </message>
    <message>
        <source>Follow pages that a teacher has written</source>
        <translation>선생님이 직접 쓴 수업을 따라갑니다</translation>
    </message>
    <message>
        <source>Next page</source>
        <translation>다음 쪽</translation>
    </message>
    <message>
        <source>Page before</source>
        <translation>이전 쪽</translation>
    </message>
    <message>
        <source>Restore this page</source>
        <translation>이 쪽 다시 맞추기</translation>
    </message>
    <message>
        <source>Bring the window back to the state of this page</source>
        <translation>창을 이 쪽의 처음 상태로 되돌립니다</translation>
    </message>
    <message>
        <source>Sheet …</source>
        <translation>활동지…</translation>
    </message>
    <message>
        <source>Save predictions, votes, results and quiz, or an empty worksheet and its key</source>
        <translation>예상, 손 든 수, 결과, 퀴즈를 저장하거나, 빈 활동지와 답안을 만듭니다</translation>
    </message>
    <message>
        <source>Another class</source>
        <translation>다른 반으로 시작</translation>
    </message>
    <message>
        <source>Begin the lesson without answers; Earlier classes brings back those of this class</source>
        <translation>답이 없는 수업을 새로 시작합니다. 이 반의 답은 ‘이전 반’에서 다시 엽니다</translation>
    </message>
    <message>
        <source>Go to epoch …</source>
        <translation>에포크로 이동 …</translation>
    </message>
    <message>
        <source>Type the number of an epoch: run to it and stop there, or travel back to it</source>
        <translation>에포크 번호를 입력합니다. 그 에포크까지 실행하고 멈추거나, 이미 기록된 에포크로 돌아갑니다</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>되돌리기</translation>
    </message>
    <message>
        <source>Take back the last change, or bring back the run that gave way to another</source>
        <translation>마지막으로 바꾼 것을 되돌리거나, 다른 실행에 밀려난 실행을 되살립니다</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>다시 하기</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>처음부터</translation>
    </message>
    <message>
        <source>Back to the start, with the settings as they are now</source>
        <translation>지금 설정 그대로 처음부터 다시 시작합니다</translation>
    </message>
    <message>
        <source>Skip zero_grad()</source>
        <translation>zero_grad() 건너뛰기</translation>
    </message>
    <message>
        <source>Leave out optimizer.zero_grad() from the next epoch on</source>
        <translation>다음 에포크부터 optimizer.zero_grad()를 호출하지 않습니다</translation>
    </message>
    <message>
        <source>Pin this run</source>
        <translation>이 실행 고정</translation>
    </message>
    <message>
        <source>Keep this run as a curve in all charts while the next ones run</source>
        <translation>다음 실행을 돌리는 동안 이 실행을 모든 그래프에 곡선으로 남깁니다</translation>
    </message>
    <message>
        <source>Show this run alone</source>
        <translation>이 실행만 보기</translation>
    </message>
    <message>
        <source>Remove all pinned runs, and end the comparison</source>
        <translation>고정한 실행을 모두 치우고 비교를 끝냅니다</translation>
    </message>
    <message>
        <source>Logarithmic loss axis</source>
        <translation>손실 축을 로그로</translation>
    </message>
    <message>
        <source>Exact answer</source>
        <translation>정확한 답</translation>
    </message>
    <message>
        <source>Show the least-squares line, and how far the run still has to go</source>
        <translation>최소제곱 직선과, 실행이 아직 얼마나 남았는지 보여 줍니다</translation>
    </message>
    <message>
        <source>Residuals as squares</source>
        <translation>잔차를 정사각형으로</translation>
    </message>
    <message>
        <source>Show each residual&apos;s square, and their mean as a bar: the loss</source>
        <translation>잔차마다 그 제곱을 정사각형으로, 제곱의 평균인 손실을 막대로 보여 줍니다</translation>
    </message>
    <message>
        <source>Fit by hand</source>
        <translation>손으로 맞추기</translation>
    </message>
    <message>
        <source>Move the line yourself and see its loss, or show the line of the run again</source>
        <translation>직선을 직접 움직이며 손실을 봅니다. 다시 누르면 실행의 직선이 돌아옵니다</translation>
    </message>
    <message>
        <source>Limits and expectations</source>
        <translation>한계와 예상</translation>
    </message>
    <message>
        <source>Tell the limits of the learning rate and when the loss should arrive, or let the class guess</source>
        <translation>학습률의 한계와 손실이 도달할 시점을 알려 주거나, 학생들이 짐작하게 합니다</translation>
    </message>
    <message>
        <source>Sound</source>
        <translation>소리</translation>
    </message>
    <message>
        <source>Hear the run: a larger loss is higher, W&apos;s gradient right or left, zero_grad() a tick</source>
        <translation>손실이 클수록 높은 소리, W 그래디언트의 부호는 좌우, zero_grad()는 똑딱</translation>
    </message>
    <message>
        <source>More settings</source>
        <translation>설정 더 보기</translation>
    </message>
    <message>
        <source>Show all that can be done with the loop, or fold it away</source>
        <translation>루프에서 바꿀 수 있는 것을 모두 펼치거나 접습니다</translation>
    </message>
    <message>
        <source>Less motion</source>
        <translation>움직임 줄이기</translation>
    </message>
    <message>
        <source>Show each epoch at once, without the way from one to the next</source>
        <translation>다음 에포크로 움직이는 과정 없이 바로 보여 줍니다</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>전체 화면</translation>
    </message>
    <message>
        <source>Larger type</source>
        <translation>글자 크게</translation>
    </message>
    <message>
        <source>Smaller type</source>
        <translation>글자 작게</translation>
    </message>
    <message>
        <source>Type as at first</source>
        <translation>글자 크기 원래대로</translation>
    </message>
    <message>
        <source>Present</source>
        <translation>발표 화면</translation>
    </message>
    <message>
        <source>Two panels alone, large enough for the back row</source>
        <translation>두 패널만 크게 띄워 맨 뒷줄에서도 읽을 수 있게 합니다</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>직선 맞추기</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>손실</translation>
    </message>
    <message>
        <source>Loop</source>
        <translation>학습 루프</translation>
    </message>
    <message>
        <source>Numbers</source>
        <translation>숫자</translation>
    </message>
    <message>
        <source>Chart behind the tabs</source>
        <translation>탭 뒤의 그래프</translation>
    </message>
    <message>
        <source>Explanation</source>
        <translation>설명</translation>
    </message>
    <message>
        <source>Swap the panels</source>
        <translation>두 패널 바꾸기</translation>
    </message>
    <message>
        <source>Black screen</source>
        <translation>화면 검게</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>나가기</translation>
    </message>
    <message>
        <source>Explain this</source>
        <translation>이것 설명하기</translation>
    </message>
    <message>
        <source>Tell what the control that has the keyboard is for</source>
        <translation>지금 선택된 부분이 무엇을 하는지 알려 줍니다</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>단축키</translation>
    </message>
    <message>
        <source>Glossary</source>
        <translation>용어 풀이</translation>
    </message>
    <message>
        <source>The words of the lesson, in a sentence or two each</source>
        <translation>수업에 나오는 용어를 한두 문장으로 풀이합니다</translation>
    </message>
    <message>
        <source>What the program computes</source>
        <translation>프로그램이 계산하는 것</translation>
    </message>
    <message>
        <source>For teachers: the model, its formulas and their sources</source>
        <translation>선생님용: 모델과 식, 그 출처</translation>
    </message>
    <message>
        <source>About Slopewise</source>
        <translation>Slopewise 정보</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>끝내기</translation>
    </message>
    <message>
        <source>Run again</source>
        <translation>다시 실행</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>시스템 설정에 따름</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>밝게</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>어둡게</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>고대비</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>일시 정지</translation>
    </message>
</context>
<context>
    <name>Advice</name>
    <message>
        <source>Standardise x</source>
        <translation>x 표준화</translation>
    </message>
    <message>
        <source>The loss is {ratio} times as steep in one direction as in the other (curvatures {smallest} and {largest})</source>
        <translation>손실이 한 방향에서 다른 방향보다 {ratio}배 가파릅니다(곡률 {smallest}, {largest})</translation>
    </message>
    <message>
        <source>the learning rate {lr} is above the limit {limit}</source>
        <translation>학습률({lr})이 한계({limit})보다 큽니다</translation>
    </message>
    <message>
        <source>the learning rate {lr} is above the limit {limit}, and below it the epochs set ({epochs}) are too few</source>
        <translation>학습률({lr})이 한계({limit})보다 크고, 한계 아래에서는 정해진 에포크({epochs})로 모자랍니다</translation>
    </message>
    <message>
        <source>the learning rate {lr} needs {expected} epochs, more than the {epochs} set</source>
        <translation>학습률({lr})로는 에포크가 {expected}번 필요하므로 정해진 {epochs}번으로는 모자랍니다</translation>
    </message>
    <message>
        <source>with the learning rate {lr} it does not arrive in any number of epochs</source>
        <translation>학습률({lr})로는 에포크가 아무리 많아도 수렴하지 않습니다</translation>
    </message>
</context>
<context>
    <name>AgreementNote</name>
    <message>
        <source>{one} and {other} agree bit for bit in the one epoch so far</source>
        <translation>{one}, {other}: 지금까지 1에포크, 모든 자리가 똑같습니다</translation>
    </message>
    <message>
        <source>{one} and {other} agree bit for bit in all {epochs} epochs</source>
        <translation>{one}, {other}: {epochs}에포크까지 모든 자리가 똑같습니다</translation>
    </message>
    <message>
        <source>{one} and {other} agree bit for bit in the first epoch alone</source>
        <translation>{one}, {other}: 처음 1에포크만 모든 자리가 똑같습니다</translation>
    </message>
    <message>
        <source>{one} and {other} agree bit for bit in the first {epochs} epochs</source>
        <translation>{one}, {other}: 처음 {epochs}에포크만 모든 자리가 똑같습니다</translation>
    </message>
    <message>
        <source>{one} = {other} in the first epoch</source>
        <translation>{one} = {other}: 처음 1에포크</translation>
    </message>
    <message>
        <source>{one} = {other} in the first {epochs} epochs</source>
        <translation>{one} = {other}: 처음 {epochs}에포크</translation>
    </message>
    <message>
        <source>This run</source>
        <translation>이 실행</translation>
    </message>
</context>
<context>
    <name>BackwardPanel</name>
    <message>
        <source>backward() adds</source>
        <translation>backward() 누적 실험</translation>
    </message>
    <message>
        <source>adds</source>
        <translation>더함</translation>
    </message>
    <message>
        <source>prints</source>
        <translation>출력</translation>
    </message>
    <message>
        <source>value of w</source>
        <translation>w의 값</translation>
    </message>
    <message>
        <source>z as an expression of w</source>
        <translation>w로 나타낸 z의 식</translation>
    </message>
    <message>
        <source>Make z of w anew, and add its gradient to w.grad</source>
        <translation>w로 z를 새로 만들고, 그 그래디언트를 w.grad에 더합니다</translation>
    </message>
    <message>
        <source>Set w.grad to None, as optimizer.zero_grad() does</source>
        <translation>optimizer.zero_grad()처럼 w.grad를 None으로 만듭니다</translation>
    </message>
    <message>
        <source>A block for each call, and their sum below</source>
        <translation>호출마다 한 칸, 아래는 그 합</translation>
    </message>
    <message>
        <source>this call&apos;s gradient</source>
        <translation>이번 호출의 그래디언트</translation>
    </message>
    <message>
        <source>zero_grad() has set w.grad to None.</source>
        <translation>zero_grad()가 w.grad를 None으로 만들었습니다.</translation>
    </message>
    <message>
        <source>Call backward() again and again.</source>
        <translation>backward()를 거듭 호출해 보세요.</translation>
    </message>
</context>
<context>
    <name>Banner</name>
    <message>
        <source>Overflowed at epoch {epoch}</source>
        <translation>에포크 {epoch}에서 수가 넘쳤습니다</translation>
    </message>
    <message>
        <source>{remedy} and again</source>
        <translation>{remedy} 후 다시</translation>
    </message>
    <message>
        <source>Begin again with this, and run; Undo brings back what was</source>
        <translation>이렇게 하고 처음부터 다시 실행합니다. 실행 취소하면 이전 상태로 돌아갑니다</translation>
    </message>
    <message>
        <source>The first loss, or its gradient, is too large for float32, whatever the learning rate.</source>
        <translation>학습률이 얼마든, 첫 손실이나 그 그래디언트가 float32에 담을 수 없을 만큼 큽니다.</translation>
    </message>
    <message>
        <source>The learning rate {lr} is below the limit {limit} of these data; W and b had already gone too far for float32.</source>
        <translation>학습률({lr})은 이 데이터의 한계({limit})보다 작습니다. W와 b가 이미 float32의 범위에서 너무 멀리 벗어나 있었습니다.</translation>
    </message>
    <message>
        <source>Where gradients are summed in .grad and momentum sums them once more, the swing grows without end at any learning rate. Call zero_grad() in each epoch, or set momentum to 0.</source>
        <translation>.grad에 그래디언트가 쌓이고 모멘텀이 그것을 또 쌓으면, 학습률이 얼마든 흔들림이 끝없이 커집니다. 에포크마다 zero_grad()를 호출하거나 모멘텀을 0으로 하세요.</translation>
    </message>
    <message>
        <source>The learning rate {lr} is above the limit {limit} of these data, so each step overshoots the minimum by more than the last.</source>
        <translation>학습률({lr})은 이 데이터의 한계({limit})보다 큽니다. 그래서 step()을 할 때마다 최솟값을 전보다 더 멀리 지나칩니다.</translation>
    </message>
    <message>
        <source>With zero_grad() skipped, the learning rate {lr} is above the limit {limit} of these data, so the swing grows without end.</source>
        <translation>zero_grad()를 건너뛰었는데 학습률({lr})이 이 데이터의 한계({limit})보다 큽니다. 그래서 흔들림이 끝없이 커집니다.</translation>
    </message>
</context>
<context>
    <name>BowlPage</name>
    <message>
        <source>From the side</source>
        <translation>옆에서 보기</translation>
    </message>
    <message>
        <source>The whole bowl</source>
        <translation>그릇 전체 보기</translation>
    </message>
    <message>
        <source>See the bowl cut along its steepest direction, and how far a step reaches in it</source>
        <translation>그릇을 가장 가파른 방향으로 자른 모습과 한 걸음이 닿는 거리 보기</translation>
    </message>
    <message>
        <source>See all of the bowl, over W and b</source>
        <translation>W와 b 위에 놓인 그릇 전체 보기</translation>
    </message>
</context>
<context>
    <name>BowlPlot</name>
    <message>
        <source>Bowl of the loss over W and b</source>
        <translation>W와 b에 따른 손실의 그릇</translation>
    </message>
    <message>
        <source>Drag or arrow keys turn it, the wheel or + and − zoom
Double click or Home: as at first</source>
        <translation>끌거나 화살표 키로 돌리고, 휠이나 +와 −로 확대합니다
두 번 클릭하거나 Home 키를 누르면 처음 모습으로 돌아갑니다</translation>
    </message>
    <message>
        <source>loss, linear</source>
        <translation>손실(선형)</translation>
    </message>
    <message>
        <source>loss, compressed</source>
        <translation>손실(압축)</translation>
    </message>
    <message>
        <source>Equal heights are equal losses. Click to compress them, so that the flat valley is seen</source>
        <translation>높이가 같으면 손실의 차이도 같습니다. 클릭하면 평평한 골짜기가 보이도록 높이를 압축합니다</translation>
    </message>
    <message>
        <source>Heights go with the root of the loss, so that the flat valley is seen. Click for equal heights</source>
        <translation>평평한 골짜기가 보이도록 높이를 손실의 제곱근에 맞추었습니다. 클릭하면 손실에 비례하는 높이로 바뀝니다</translation>
    </message>
    <message>
        <source>— −lr · .grad</source>
        <translation>— −lr · .grad</translation>
    </message>
    <message>
        <source>— −lr · gradient</source>
        <translation>— −lr · 그래디언트</translation>
    </message>
    <message>
        <source>+ optimum</source>
        <translation>+ 최적점</translation>
    </message>
</context>
<context>
    <name>Captions</name>
    <message>
        <source>The data and the line that the loop fits. Return chooses a point, and then the next; the arrow keys move it, Delete removes it. A double click adds one.</source>
        <translation>데이터와, 루프가 맞춰 가는 직선입니다. Enter로 점을 차례로 고르고, 화살표 키로 옮기고, Delete로 지웁니다. 두 번 클릭하면 점이 생깁니다.</translation>
    </message>
    <message>
        <source>PyTorch looks for the line that tells y from x.</source>
        <translation>x로 y를 맞히는 직선을 PyTorch가 찾습니다.</translation>
    </message>
    <message>
        <source>PyTorch looks for the line that tells the exam score from the hours studied.</source>
        <translation>공부한 시간으로 시험 점수를 맞히는 직선을 PyTorch가 찾습니다.</translation>
    </message>
    <message>
        <source>x_train: hours studied (independent variable)</source>
        <translation>x_train: 공부한 시간 (독립 변수)</translation>
    </message>
    <message>
        <source>The line can be fitted by hand: drag an end of it, or the line itself. ← and → choose an end or the middle, ↑ and ↓ move it, with Shift ten times as far. H or Esc shows the line of the run again.</source>
        <translation>직선을 손으로 맞춥니다. 양 끝이나 직선을 끌어 옮깁니다. ←와 →로 끝이나 가운데를 고르고 ↑와 ↓로 옮기며, Shift를 함께 누르면 열 배씩 움직입니다. H나 Esc를 누르면 실행의 직선이 돌아옵니다.</translation>
    </message>
    <message>
        <source>y_train: exam score (dependent variable)</source>
        <translation>y_train: 시험 점수 (종속 변수)</translation>
    </message>
    <message>
        <source>y_train: exam score</source>
        <translation>y_train: 시험 점수</translation>
    </message>
    <message>
        <source>x_train: {name}</source>
        <translation>x_train: {name}</translation>
    </message>
    <message>
        <source>y_train: {name}</source>
        <translation>y_train: {name}</translation>
    </message>
    <message>
        <source>Move the line by its handles.</source>
        <translation>손잡이로 직선을 움직이세요.</translation>
    </message>
    <message>
        <source>Move the line by hand until its loss is as small as you can make it.</source>
        <translation>손실이 가장 작아지도록 직선을 손으로 움직여 보세요.</translation>
    </message>
    <message>
        <source>■ residual, squared</source>
        <translation>■ 잔차의 제곱</translation>
    </message>
    <message>
        <source>● data</source>
        <translation>● 데이터</translation>
    </message>
    <message>
        <source>— hypothesis W x + b</source>
        <translation>— 가설 W x + b</translation>
    </message>
    <message>
        <source>| residual</source>
        <translation>| 잔차</translation>
    </message>
    <message>
        <source>{shown} of {rows} points shown; training uses all.</source>
        <translation>점 {rows}개 중 {shown}개만 보입니다. 학습에는 모두 씁니다.</translation>
    </message>
    <message>
        <source>More than {limit} points cannot be moved by hand.</source>
        <translation>점이 {limit}개를 넘으면 손으로 옮길 수 없습니다.</translation>
    </message>
    <message>
        <source>Drag it, or move it with the arrow keys; Delete removes it.
A double click elsewhere adds one.</source>
        <translation>끌거나 화살표 키로 옮기고, Delete로 지웁니다.
빈 곳을 두 번 클릭하면 점이 생깁니다.</translation>
    </message>
</context>
<context>
    <name>ChangeMarks</name>
    <message>
        <source>with zero_grad</source>
        <translation>zero_grad 있음</translation>
    </message>
    <message>
        <source>data</source>
        <translation>데이터</translation>
    </message>
    <message>
        <source>momentum {m}</source>
        <translation>모멘텀 {m}</translation>
    </message>
    <message>
        <source>Nesterov {m}</source>
        <translation>네스테로프 {m}</translation>
    </message>
    <message>
        <source>x standardised</source>
        <translation>x 표준화</translation>
    </message>
    <message>
        <source>x as it is</source>
        <translation>x 그대로</translation>
    </message>
    <message>
        <source>no step</source>
        <translation>step 없음</translation>
    </message>
    <message>
        <source>no zero_grad</source>
        <translation>zero_grad 없음</translation>
    </message>
    <message>
        <source>batches of {rows}</source>
        <translation>{rows}개씩 배치</translation>
    </message>
    <message>
        <source>every {every}</source>
        <translation>{every} 에포크마다</translation>
    </message>
    <message>
        <source>backward twice</source>
        <translation>backward 두 번</translation>
    </message>
    <message>
        <source>{parts} parts</source>
        <translation>{parts}부분으로 누적</translation>
    </message>
    <message>
        <source>zero_grad before forward</source>
        <translation>순전파 앞 zero_grad</translation>
    </message>
    <message>
        <source>zero_grad after backward</source>
        <translation>backward 뒤 zero_grad</translation>
    </message>
    <message>
        <source>zero_grad after step</source>
        <translation>step 뒤 zero_grad</translation>
    </message>
</context>
<context>
    <name>ChartSummaries</name>
    <message>
        <source>Loss</source>
        <translation>손실</translation>
    </message>
    <message>
        <source>Data and line</source>
        <translation>데이터와 직선</translation>
    </message>
    <message>
        <source>Landscape of the loss</source>
        <translation>손실 지형</translation>
    </message>
    <message>
        <source>Bowl of the loss</source>
        <translation>손실의 그릇</translation>
    </message>
    <message>
        <source>running</source>
        <translation>실행 중</translation>
    </message>
    <message>
        <source>no epoch yet</source>
        <translation>아직 에포크 없음</translation>
    </message>
    <message>
        <source>loss {loss}, {trend}, epoch {epoch} of {epochs}</source>
        <translation>손실 {loss}, {trend}, 전체 {epochs} 에포크 중 {epoch}</translation>
    </message>
    <message>
        <source>falling</source>
        <translation>줄어드는 중</translation>
    </message>
    <message>
        <source>rising</source>
        <translation>커지는 중</translation>
    </message>
    <message>
        <source>steady</source>
        <translation>거의 그대로</translation>
    </message>
    <message>
        <source>swinging</source>
        <translation>오르내리는 중</translation>
    </message>
    <message>
        <source>{count} points</source>
        <translation>점 {count}개</translation>
    </message>
    <message>
        <source>{count} point</source>
        <translation>점 {count}개</translation>
    </message>
    <message>
        <source>{count} point, line with slope {W} and intercept {b}</source>
        <translation>점 {count}개, 직선의 기울기 {W}, 절편 {b}</translation>
    </message>
    <message>
        <source>{count} points, line with slope {W} and intercept {b}</source>
        <translation>점 {count}개, 직선의 기울기 {W}, 절편 {b}</translation>
    </message>
    <message>
        <source>in .grad {held}, this epoch&apos;s own {own}</source>
        <translation>.grad의 값 {held}, 이번 에포크의 값 {own}</translation>
    </message>
    <message>
        <source>the run is at W {W}, b {b}</source>
        <translation>현재 위치는 W {W}, b {b}</translation>
    </message>
    <message>
        <source>{count} marble; that of the run is at W {W}, b {b}, its loss was {loss}</source>
        <translation>구슬 {count}개, 이 실행의 구슬은 W {W}, b {b}, 손실은 {loss}</translation>
    </message>
    <message>
        <source>{count} marbles; that of the run is at W {W}, b {b}, its loss was {loss}</source>
        <translation>구슬 {count}개, 이 실행의 구슬은 W {W}, b {b}, 손실은 {loss}</translation>
    </message>
</context>
<context>
    <name>Charts</name>
    <message>
        <source>Gradients</source>
        <translation>그래디언트</translation>
    </message>
    <message>
        <source>Slopes</source>
        <translation>그래디언트</translation>
    </message>
    <message>
        <source>Landscape</source>
        <translation>손실 지형</translation>
    </message>
    <message>
        <source>Map</source>
        <translation>지형</translation>
    </message>
    <message>
        <source>Bowl</source>
        <translation>그릇</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>왜?</translation>
    </message>
    <message>
        <source>backward()</source>
        <translation>backward() 누적</translation>
    </message>
    <message>
        <source>adds</source>
        <translation>더함</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>비교</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>출력</translation>
    </message>
    <message>
        <source>Out</source>
        <translation>출력</translation>
    </message>
</context>
<context>
    <name>Chips</name>
    <message>
        <source>Back to the lesson&apos;s own</source>
        <translation>수업의 원래 설정으로</translation>
    </message>
    <message>
        <source>Take back: {name}</source>
        <translation>되돌리기: {name}</translation>
    </message>
    <message>
        <source>Show {count} more settings</source>
        <translation>설정 {count}개 더 보기</translation>
    </message>
    <message>
        <source>Show {count} more setting</source>
        <translation>설정 {count}개 더 보기</translation>
    </message>
</context>
<context>
    <name>Clash</name>
    <message>
        <source>{name}: the slope says back, smaller ({own}); .grad says go on, larger ({held})</source>
        <translation>{name}: 기울기는 ‘줄여서 되돌아가라’({own}), .grad는 ‘늘려서 더 가라’({held})고 합니다</translation>
    </message>
    <message>
        <source>{name}: the slope says back, larger ({own}); .grad says go on, smaller ({held})</source>
        <translation>{name}: 기울기는 ‘늘려서 되돌아가라’({own}), .grad는 ‘줄여서 더 가라’({held})고 합니다</translation>
    </message>
    <message>
        <source>{name}: the slope says back ({own}), .grad says go on ({held})</source>
        <translation>{name}: 기울기는 ‘되돌아가라’({own}), .grad는 ‘더 가라’({held})고 합니다</translation>
    </message>
    <message>
        <source>{name}: slope says back ({own}), .grad on ({held})</source>
        <translation>{name}: 기울기는 뒤로({own}), .grad는 앞으로({held})</translation>
    </message>
    <message>
        <source>{name}: back ({own}), .grad: go on ({held})</source>
        <translation>{name}: 뒤로({own}), .grad: 앞으로({held})</translation>
    </message>
</context>
<context>
    <name>ClassDialog</name>
    <message>
        <source>Card: training data</source>
        <translation>카드: 훈련 데이터</translation>
    </message>
    <message>
        <source>Card: seed and start</source>
        <translation>카드: 시드와 시작값</translation>
    </message>
    <message>
        <source>Card: training</source>
        <translation>카드: 학습</translation>
    </message>
    <message>
        <source>Card: zero_grad() and more</source>
        <translation>카드: zero_grad()와 그 밖의 설정</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>비교</translation>
    </message>
    <message>
        <source>Examples</source>
        <translation>예제</translation>
    </message>
    <message>
        <source>For the class</source>
        <translation>학급용으로 준비</translation>
    </message>
    <message>
        <source>File &gt; Save puts it into the pupils&apos; file. It is a help, not a secret: whoever comes here unlocks it.</source>
        <translation>파일 &gt; 저장을 해야 학생 파일에 담깁니다. 도움을 주려는 것이지 비밀이 아닙니다. 여기서 누구나 풀 수 있습니다.</translation>
    </message>
    <message>
        <source>This page was written for other data: what it asks and explains may not be true of this run.</source>
        <translation>이 쪽은 다른 데이터를 두고 쓴 것입니다. 물음과 설명이 이 실행과 맞지 않을 수 있습니다.</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>적용</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Page of the lesson</source>
        <translation>수업의 쪽</translation>
    </message>
    <message>
        <source>none</source>
        <translation>없음</translation>
    </message>
    <message>
        <source>open</source>
        <translation>열림</translation>
    </message>
    <message>
        <source>locked</source>
        <translation>잠금</translation>
    </message>
    <message>
        <source>hidden</source>
        <translation>숨김</translation>
    </message>
</context>
<context>
    <name>CodePane</name>
    <message>
        <source>The loop</source>
        <translation>학습 루프</translation>
    </message>
    <message>
        <source>Scroll to the end of the loop</source>
        <translation>루프의 끝까지 내려갑니다</translation>
    </message>
    <message>
        <source>↓ {count} more line</source>
        <translation>↓ {count}줄 더</translation>
    </message>
    <message>
        <source>↓ {count} more lines</source>
        <translation>↓ {count}줄 더</translation>
    </message>
</context>
<context>
    <name>ComparePanel</name>
    <message>
        <source>Compare</source>
        <translation>비교</translation>
    </message>
    <message>
        <source>Comparisons to try …</source>
        <translation>비교 예시…</translation>
    </message>
    <message>
        <source>Begin anew with several runs that train in step, each as it would alone</source>
        <translation>여러 실행을 나란히 새로 시작합니다. 각각은 혼자 돌 때와 똑같습니다</translation>
    </message>
    <message>
        <source>Pin</source>
        <translation>고정</translation>
    </message>
    <message>
        <source>Keep this run as a curve in all charts while the next ones run (P)</source>
        <translation>다음 실행을 돌리는 동안 이 실행을 모든 그래프에 곡선으로 남깁니다 (P)</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>이 실행만 보기</translation>
    </message>
    <message>
        <source>Show this run alone</source>
        <translation>이 실행만 보기</translation>
    </message>
    <message>
        <source>Show this run no longer</source>
        <translation>이 실행을 더는 보이지 않기</translation>
    </message>
    <message>
        <source>Guess which loop wins, then compare; or pin this run and run another.</source>
        <translation>어느 루프가 이길지 짐작해 보고 비교하세요. 이 실행을 고정하고 다른 실행을 돌려도 됩니다.</translation>
    </message>
    <message>
        <source>loss</source>
        <translation>손실</translation>
    </message>
    <message>
        <source>Of the line in the units of the data</source>
        <translation>원래 단위로 나타낸 직선의 값입니다</translation>
    </message>
    <message>
        <source>this run</source>
        <translation>이 실행</translation>
    </message>
</context>
<context>
    <name>ControlStrip</name>
    <message>
        <source>1 to 6: the other panel   Tab: change places   B: black   Esc: leave</source>
        <translation>1~6: 다른 패널   Tab: 자리 바꾸기   B: 검은 화면   Esc: 나가기</translation>
    </message>
</context>
<context>
    <name>ConvergenceNote</name>
    <message>
        <source>What the curvature of the loss tells of these settings, from the W and b that they began with;
and what became of it, told from the recorded W and b.</source>
        <translation>이 설정을 시작할 때의 W와 b, 그리고 손실의 곡률로 계산한 예상입니다.
실제 결과는 기록된 W와 b로 확인합니다.</translation>
    </message>
    <message>
        <source>Expected at about epoch {expected}; reached at {reached}</source>
        <translation>예상: 에포크 {expected}쯤, 실제 도달: 에포크 {reached}</translation>
    </message>
    <message>
        <source>Expected: {expected}, reached: {reached}</source>
        <translation>예상 {expected}, 도달 {reached}</translation>
    </message>
    <message>
        <source>Expected at about epoch {expected}; float32&apos;s rounding holds it up</source>
        <translation>예상: 에포크 {expected}쯤, float32의 반올림 때문에 늦어집니다</translation>
    </message>
    <message>
        <source>Expected: {expected}; held up by rounding</source>
        <translation>예상 {expected}, 반올림 때문에 늦어짐</translation>
    </message>
    <message>
        <source>Expected: loss below {tolerance} at about epoch {expected}</source>
        <translation>예상: 약 {expected}에포크에서 손실이 {tolerance}보다 작아집니다</translation>
    </message>
    <message>
        <source>Expected: loss {tolerance} at epoch {expected}</source>
        <translation>예상: 에포크 {expected}, 손실 {tolerance}</translation>
    </message>
    <message>
        <source>Expected: epoch {expected}</source>
        <translation>예상: 에포크 {expected}</translation>
    </message>
    <message>
        <source>Expected: within {tolerance} of the least loss at about epoch {expected}</source>
        <translation>예상: 약 {expected}에포크에서 최소 손실과의 차이가 {tolerance}보다 작아집니다</translation>
    </message>
    <message>
        <source>Expected: {tolerance} above the least loss at epoch {expected}</source>
        <translation>예상: 에포크 {expected}, 최소 손실 + {tolerance}</translation>
    </message>
    <message>
        <source>Will not converge: the learning rate is too large</source>
        <translation>수렴하지 않습니다: 학습률이 너무 큽니다</translation>
    </message>
    <message>
        <source>Will not converge: it swings for ever</source>
        <translation>수렴하지 않습니다: 끝없이 흔들립니다</translation>
    </message>
    <message>
        <source>Will not converge: the swing grows</source>
        <translation>수렴하지 않습니다: 흔들림이 점점 커집니다</translation>
    </message>
    <message>
        <source>Nothing to be expected: W and b are not moved</source>
        <translation>W와 b가 움직이지 않으므로 예상할 것이 없습니다</translation>
    </message>
    <message>
        <source>expected {epoch}</source>
        <translation>예상 {epoch}</translation>
    </message>
</context>
<context>
    <name>DataFileDialog</name>
    <message>
        <source>Open data</source>
        <translation>데이터 열기</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>열기</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>days since {date}</source>
        <translation>{date}부터 지난 날수</translation>
    </message>
    <message>
        <source>column {number}</source>
        <translation>{number}열</translation>
    </message>
    <message>
        <source>Tick the box above to leave such rows out.</source>
        <translation>그런 행을 빼려면 위의 상자를 켜세요.</translation>
    </message>
    <message>
        <source>Columns that are not numbers: {names}</source>
        <translation>숫자가 아닌 열: {names}</translation>
    </message>
    <message>
        <source>Reading {file} …</source>
        <translation>{file} 읽는 중 …</translation>
    </message>
    <message>
        <source>Rows: {count}</source>
        <translation>행: {count}개</translation>
    </message>
    <message>
        <source>what stands over the columns is of the first {count}</source>
        <translation>열 위의 설명은 앞의 {count}행만 본 것입니다</translation>
    </message>
</context>
<context>
    <name>DataPreview</name>
    <message>
        <source>, missing: {count}</source>
        <translation>, 빈 값 {count}개</translation>
    </message>
    <message>
        <source>no numbers: row {row} “{text}”</source>
        <translation>숫자 아님: {row}행 “{text}”</translation>
    </message>
    <message>
        <source>{low} to {high}</source>
        <translation>{low} ~ {high}</translation>
    </message>
    <message>
        <source>dates from {since} on</source>
        <translation>{since}부터의 날짜</translation>
    </message>
    <message>
        <source>row numbers</source>
        <translation>행 번호</translation>
    </message>
    <message>
        <source>ids, {low} to {high}</source>
        <translation>식별 번호, {low} ~ {high}</translation>
    </message>
    <message>
        <source>always {low}</source>
        <translation>모두 {low}</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>비어 있음</translation>
    </message>
</context>
<context>
    <name>DataTable</name>
    <message>
        <source>Training data</source>
        <translation>훈련 데이터</translation>
    </message>
    <message>
        <source>Both are 2-D tensors: one row for each student, one column.</source>
        <translation>둘 다 2차원 텐서입니다. 학생마다 한 행, 열은 하나입니다.</translation>
    </message>
    <message>
        <source>Type over a number, or a new pair into the last row.
Delete removes rows; Ctrl+C and Ctrl+V copy and paste.</source>
        <translation>숫자 위에 입력하거나, 마지막 행에 새 쌍을 입력합니다.
Delete로 행을 지우고, Ctrl+C와 Ctrl+V로 복사하고 붙여 넣습니다.</translation>
    </message>
    <message>
        <source>At least one pair has to stay.</source>
        <translation>쌍이 하나는 남아야 합니다.</translation>
    </message>
    <message>
        <source>column {number}</source>
        <translation>{number}열</translation>
    </message>
    <message>
        <source>“{cell}” may be {readings}: the old value stays. Type it without a mark between thousands.</source>
        <translation>“{cell}”: {readings}, 어느 쪽인지 알 수 없어 값을 바꾸지 않았습니다. 천 단위 구분 기호 없이 입력하세요.</translation>
    </message>
    <message>
        <source>“{cell}” is not a number that float32 can hold: the old value stays.</source>
        <translation>float32로 나타낼 수 없는 값입니다 (“{cell}”). 이전 값을 그대로 둡니다.</translation>
    </message>
    <message>
        <source>“{cell}” is not a number: the old value stays.</source>
        <translation>“{cell}”: 숫자가 아니어서 값을 바꾸지 않았습니다.</translation>
    </message>
    <message>
        <source>Nothing pasted: there are no numbers on the clipboard.</source>
        <translation>붙여넣지 않았습니다. 클립보드에 숫자가 없습니다.</translation>
    </message>
    <message>
        <source>Nothing pasted: more than {limit} rows. Open them as a file.</source>
        <translation>붙여넣지 않았습니다. 행이 {limit}개를 넘습니다. 파일로 여세요.</translation>
    </message>
    <message>
        <source>Nothing pasted: there are more than two columns.</source>
        <translation>붙여넣지 않았습니다. 열이 두 개를 넘습니다.</translation>
    </message>
    <message>
        <source>Nothing pasted: row {row} has more or fewer cells than the first row.</source>
        <translation>붙여넣지 않았습니다. {row}행의 셀 수가 첫 행과 다릅니다.</translation>
    </message>
    <message>
        <source>Nothing pasted: row {row}, column {column}: the value is missing.</source>
        <translation>붙여넣지 않았습니다: {row}행 {column}열에 값이 없습니다.</translation>
    </message>
    <message>
        <source>Nothing pasted: row {row}, column {column}: “{cell}” may be {readings}. Copy it without a mark between thousands, or open it as a file.</source>
        <translation>붙여넣지 않았습니다: {row}행 {column}열 “{cell}”: {readings}, 어느 쪽인지 알 수 없습니다. 천 단위 구분 기호 없이 복사하거나 파일로 여세요.</translation>
    </message>
    <message>
        <source>Incomplete rows left out: {count}</source>
        <translation>값이 빠져 제외한 행: {count}개</translation>
    </message>
    <message>
        <source>Nothing pasted: row {row}, column {column}: “{cell}” is not a number.</source>
        <translation>붙여넣지 않았습니다. {row}행 {column}열의 값이 숫자가 아닙니다 (“{cell}”).</translation>
    </message>
    <message>
        <source>Nothing pasted: row {row}, column {column}: {cell} is too large for float32.</source>
        <translation>붙여넣지 않았습니다. {row}행 {column}열의 값이 float32로 나타내기에 너무 큽니다 ({cell}).</translation>
    </message>
    <message>
        <source>Nothing pasted: from row {row} on, one of the two values is missing.</source>
        <translation>붙여넣지 않았습니다. {row}행부터 두 값 중 하나가 없습니다.</translation>
    </message>
    <message>
        <source>The first {shown} of {rows} rows, which cannot be changed here.</source>
        <translation>{rows}행 중 처음 {shown}행입니다. 여기서는 바꿀 수 없습니다.</translation>
    </message>
</context>
<context>
    <name>ExactAnswer</name>
    <message>
        <source>Still to go: W {W}, b {b}</source>
        <translation>남은 거리: W {W}, b {b}</translation>
    </message>
    <message>
        <source>x has one value: every line through their mean fits as well.</source>
        <translation>x가 한 값뿐입니다. 평균을 지나는 직선은 모두 똑같이 잘 맞습니다.</translation>
    </message>
    <message>
        <source>Exact (dashed): y = {W} x {sign} {b}, loss {loss}</source>
        <translation>정확한 답(파선): y = {W} x {sign} {b}, 손실 {loss}</translation>
    </message>
    <message>
        <source>Exact: y = {W} x {sign} {b}, loss {loss}</source>
        <translation>정확한 답: y = {W} x {sign} {b}, 손실 {loss}</translation>
    </message>
</context>
<context>
    <name>Examples</name>
    <message>
        <source>The lesson&apos;s three points</source>
        <translation>수업 예제(점 3개)</translation>
    </message>
    <message>
        <source>A noisy line</source>
        <translation>잡음 섞인 직선</translation>
    </message>
    <message>
        <source>A line with an outlier</source>
        <translation>이상값이 하나 있는 직선</translation>
    </message>
    <message>
        <source>Two clusters</source>
        <translation>두 무리</translation>
    </message>
    <message>
        <source>A flat line</source>
        <translation>평평한 직선</translation>
    </message>
    <message>
        <source>A steep line</source>
        <translation>가파른 직선</translation>
    </message>
    <message>
        <source>Old Faithful: how long, and how long until the next</source>
        <translation>올드 페이스풀 간헐천: 분출 시간과 다음 분출까지의 시간</translation>
    </message>
    <message>
        <source>Cars of the 1920s: speed and stopping distance</source>
        <translation>1920년대 자동차: 속력과 정지 거리</translation>
    </message>
    <message>
        <source>Forbes in the Alps: boiling point and air pressure</source>
        <translation>알프스의 포브스: 끓는점과 기압</translation>
    </message>
    <message>
        <source>hours studied</source>
        <translation>공부한 시간</translation>
    </message>
    <message>
        <source>exam score</source>
        <translation>시험 점수</translation>
    </message>
    <message>
        <source>exercises solved</source>
        <translation>푼 문제 수</translation>
    </message>
    <message>
        <source>eruption (min)</source>
        <translation>분출 시간 (분)</translation>
    </message>
    <message>
        <source>wait for the next (min)</source>
        <translation>다음 분출까지 (분)</translation>
    </message>
    <message>
        <source>speed (mph)</source>
        <translation>속력 (mph)</translation>
    </message>
    <message>
        <source>stopping distance (ft)</source>
        <translation>정지 거리 (ft)</translation>
    </message>
    <message>
        <source>boiling point (°F)</source>
        <translation>끓는점 (°F)</translation>
    </message>
    <message>
        <source>air pressure (inHg)</source>
        <translation>기압 (inHg)</translation>
    </message>
    <message>
        <source>Measured numbers are facts, which are under nobody&apos;s copyright.</source>
        <translation>측정한 수는 사실이어서 누구의 저작권에도 속하지 않습니다.</translation>
    </message>
    <message>
        <source>Public domain: published in 1857, by an author who died in 1868.</source>
        <translation>퍼블릭 도메인: 1857년에 발표되었고 저자는 1868년에 세상을 떠났습니다.</translation>
    </message>
</context>
<context>
    <name>Explanation</name>
    <message>
        <source>zero_grad() is called</source>
        <translation>zero_grad()를 호출합니다</translation>
    </message>
    <message>
        <source>zero_grad() is skipped</source>
        <translation>zero_grad()를 건너뜁니다</translation>
    </message>
    <message>
        <source>W and b are those of the standardised x; the equation is in the original units.</source>
        <translation>W와 b는 표준화한 x에 대한 값이고, 식은 원래 단위입니다.</translation>
    </message>
    <message>
        <source>step() is left out</source>
        <translation>step()을 뺍니다</translation>
    </message>
    <message>
        <source>backward() finds the gradients, but nobody uses them. W and b stand still: only step() moves them.</source>
        <translation>backward()가 그래디언트를 구하지만 아무도 쓰지 않습니다. W와 b는 그대로입니다. W와 b를 움직이는 것은 step()뿐입니다.</translation>
    </message>
    <message>
        <source>zero_grad() before step()</source>
        <translation>zero_grad()를 step() 앞에서</translation>
    </message>
    <message>
        <source>zero_grad() throws away what backward() has just found. .grad is None when step() comes, so W and b never move: nothing is learned.</source>
        <translation>zero_grad()가 backward()가 막 구한 것을 버립니다. step()이 올 때 .grad는 None이므로 W와 b는 움직이지 않고, 아무것도 배우지 못합니다.</translation>
    </message>
    <message>
        <source>Mini-batches, without a clean start</source>
        <translation>비우지 않는 미니배치</translation>
    </message>
    <message>
        <source>step() is called for each row, but .grad still holds what earlier ones have added. Their noise piles up as well: where the whole batch only swings, this may blow up.</source>
        <translation>행마다 step()을 호출하지만, .grad에는 앞 행들이 더한 것이 그대로 남아 있습니다. 잡음까지 함께 쌓이므로, 전체 배치에서는 흔들리기만 하던 것이 여기서는 발산할 수 있습니다.</translation>
    </message>
    <message>
        <source>step() is called for each {rows} rows, but .grad still holds what earlier batches have added. Their noise piles up as well: where the whole batch only swings, this may blow up.</source>
        <translation>행 {rows}개마다 step()을 호출하지만, .grad에는 앞 배치들이 더한 것이 그대로 남아 있습니다. 잡음까지 함께 쌓이므로, 전체 배치에서는 흔들리기만 하던 것이 여기서는 발산할 수 있습니다.</translation>
    </message>
    <message>
        <source>Mini-batches: the S in SGD</source>
        <translation>미니배치: SGD의 S</translation>
    </message>
    <message>
        <source>Each epoch shuffles the rows and calls step() for each one, on the slope of this one alone. It is rough, but cheap. The loss shown is the mean of those before each step.</source>
        <translation>에포크마다 행을 섞고, 행마다 그 하나의 그래디언트만으로 step()을 호출합니다. 거칠지만 계산이 적게 듭니다. 화면의 손실은 각 step() 직전 손실의 평균입니다.</translation>
    </message>
    <message>
        <source>Each epoch shuffles the rows and calls step() for each {rows} of them, on the slope of these few alone. It is rough, but cheap. The loss shown is the mean of those before each step.</source>
        <translation>에포크마다 행을 섞어 {rows}개씩 묶고, 묶음마다 그 안의 그래디언트만으로 step()을 호출합니다. 거칠지만 계산이 적게 듭니다. 화면의 손실은 각 step() 직전 손실의 평균입니다.</translation>
    </message>
    <message>
        <source>zero_grad() is skipped, with momentum</source>
        <translation>모멘텀을 쓰면서 zero_grad()를 건너뜁니다</translation>
    </message>
    <message>
        <source>.grad is already the sum of all gradients, and momentum sums these sums once more. The velocity lags ever further behind the slope: W and b swing wider and wider, at any learning rate.</source>
        <translation>.grad는 이미 모든 그래디언트의 합인데, 모멘텀이 그 합을 한 번 더 쌓습니다. 속도가 기울기보다 점점 더 뒤처져서, 학습률이 얼마든 W와 b의 흔들림이 갈수록 커집니다.</translation>
    </message>
    <message>
        <source>backward() adds to .grad, and nothing will empty it: the gradients of all epochs pile up.</source>
        <translation>backward()는 .grad에 더하는데 비우는 코드가 없으므로, 모든 에포크의 그래디언트가 쌓입니다.</translation>
    </message>
    <message>
        <source>zero_grad() every {every} epochs</source>
        <translation>{every} 에포크마다 zero_grad()</translation>
    </message>
    <message>
        <source>Between two calls the gradients pile up in .grad, and step() uses their sum in every epoch. That is not accumulating on purpose, which calls step() only once, when all parts are summed.</source>
        <translation>두 호출 사이에 그래디언트가 .grad에 쌓이고, step()은 에포크마다 그 합을 씁니다. 일부러 누적하는 것과는 다릅니다. 그때는 모든 부분을 더한 뒤 step()을 한 번만 호출합니다.</translation>
    </message>
    <message>
        <source>Momentum {momentum}, looking ahead</source>
        <translation>앞을 내다보는 모멘텀 {momentum}</translation>
    </message>
    <message>
        <source>The optimizer keeps a velocity: buf = {momentum}*buf + grad. Nesterov&apos;s W -= lr*(grad + {momentum}*buf) reckons with the part that the next step will keep, and so brakes earlier.</source>
        <translation>옵티마이저가 속도를 기억합니다: buf = {momentum}*buf + grad. 네스테로프의 W -= lr*(grad + {momentum}*buf)는 다음 걸음에 남을 속도까지 미리 셈하므로 더 일찍 속도를 줄입니다.</translation>
    </message>
    <message>
        <source>Momentum 1</source>
        <translation>모멘텀 1</translation>
    </message>
    <message>
        <source>The optimizer keeps its whole velocity: buf = buf + grad; W -= lr*buf. So buf is the sum of all gradients, the same as .grad when zero_grad() is skipped: a marble without friction never settles.</source>
        <translation>옵티마이저가 속도를 그대로 간직합니다: buf = buf + grad; W -= lr*buf. buf는 모든 그래디언트의 합이어서, zero_grad()를 건너뛸 때의 .grad와 같습니다. 마찰 없는 구슬은 멈추지 않습니다.</translation>
    </message>
    <message>
        <source>Momentum {momentum}</source>
        <translation>모멘텀 {momentum}</translation>
    </message>
    <message>
        <source>The optimizer keeps a velocity: buf = {momentum}*buf + grad; W -= lr*buf. It gathers speed where the slope stays the same and evens out a zigzag. With 1 it would be as skipping zero_grad().</source>
        <translation>옵티마이저가 속도를 기억합니다: buf = {momentum}*buf + grad; W -= lr*buf. 기울기가 한결같은 쪽으로는 속도가 붙고, 지그재그는 누그러집니다. 1이면 zero_grad()를 건너뛰는 것과 같아집니다.</translation>
    </message>
    <message>
        <source>backward() twice</source>
        <translation>backward() 두 번</translation>
    </message>
    <message>
        <source>The second backward() adds the same gradient once more. .grad is twice as large, as if the learning rate were doubled.</source>
        <translation>두 번째 backward()가 같은 그래디언트를 한 번 더 더합니다. .grad가 두 배가 되어 학습률을 두 배로 한 것과 같습니다.</translation>
    </message>
    <message>
        <source>Accumulating on purpose</source>
        <translation>일부러 누적하기</translation>
    </message>
    <message>
        <source>backward() runs on {parts} equal parts of the batch, each loss divided by {parts}, and .grad sums them to the gradient of the whole batch. One step() then does what it does with the batch whole.</source>
        <translation>배치를 {parts}등분하고, 부분마다 손실의 1/{parts}에 대해 backward()를 호출하면, .grad에는 배치 전체의 그래디언트가 모입니다. 그다음 step() 한 번은 배치 전체로 한 것과 같습니다.</translation>
    </message>
    <message>
        <source>x is standardised</source>
        <translation>x를 표준화했습니다</translation>
    </message>
    <message>
        <source>The loss bent by {least} and {most} in its two directions. With mean 0 and standard deviation 1 it bends by {smallest} and {largest}: one learning rate suits both. W and b of the program belong to the standardised x; the equation is in the original units.</source>
        <translation>손실의 두 곡률이 원래는 {least}, {most}인데, x를 평균 0, 표준편차 1로 맞추면 {smallest}, {largest}입니다. 그래서 학습률 하나가 두 방향에 모두 맞습니다. 코드의 W와 b는 표준화한 x에 대한 값이고, 식은 원래 단위입니다.</translation>
    </message>
    <message>
        <source>zero_grad() before the forward pass</source>
        <translation>순전파 앞의 zero_grad()</translation>
    </message>
    <message>
        <source>.grad is emptied before backward() adds to it, and the forward pass does not touch it. So this is as good as zero_grad() right before backward().</source>
        <translation>backward()가 더하기 전에 .grad를 비우며, 순전파는 .grad를 건드리지 않습니다. 그래서 backward() 바로 앞에서 zero_grad()를 호출하는 것과 결과가 같습니다.</translation>
    </message>
    <message>
        <source>zero_grad() after step()</source>
        <translation>step() 뒤의 zero_grad()</translation>
    </message>
    <message>
        <source>step() has used .grad before it is emptied, and the next backward() finds it empty. So this is as good as zero_grad() right before backward().</source>
        <translation>step()이 쓴 다음에 .grad를 비우므로, 다음 backward()는 빈 .grad를 만납니다. 그래서 backward() 바로 앞에서 zero_grad()를 호출하는 것과 결과가 같습니다.</translation>
    </message>
    <message>
        <source>backward() adds to .grad. zero_grad() empties it first, so .grad holds this epoch&apos;s own gradient alone: the slope of the loss at the present W and b. step() walks down that slope.</source>
        <translation>backward()는 .grad에 더합니다. zero_grad()가 먼저 비워 두므로 .grad에는 이번 에포크의 그래디언트만, 곧 지금 W와 b에서 손실의 기울기만 남습니다. step()은 그 반대 방향(내리막)으로 W와 b를 옮깁니다.</translation>
    </message>
    <message>
        <source>.grad holds the sum of {count} gradients, those of epochs {first} to {last}. step() takes that sum for the slope at the present W and b, and so runs past the minimum. The loss shown is still the true error: what is wrong is .grad.</source>
        <translation>.grad에는 에포크 {first}부터 {last}까지 그래디언트 {count}개의 합이 들어 있습니다. step()은 그 합을 지금 W와 b에서의 기울기로 여기므로 최솟값을 지나쳐 버립니다. 화면의 손실은 여전히 실제 오차입니다. 틀린 것은 .grad입니다.</translation>
    </message>
    <message>
        <source>.grad holds the sum of {count} gradients, and step() uses it in every epoch. That is not accumulating on purpose, which calls step() only once, when all parts are summed.</source>
        <translation>.grad에는 그래디언트 {count}개의 합이 들어 있고, step()은 에포크마다 그 합을 씁니다. 일부러 누적하는 것과는 다릅니다. 그때는 모든 부분을 더한 뒤 step()을 한 번만 호출합니다.</translation>
    </message>
    <message>
        <source>Dashed: SGD with momentum 1.0. It is the same: a marble without friction.</source>
        <translation>파선: 모멘텀 1.0의 SGD. 둘은 같습니다. 마찰 없는 구슬입니다.</translation>
    </message>
    <message>
        <source>Dashed: the whole batch at once, which is the same.</source>
        <translation>파선: 배치 전체를 한 번에 쓴 것으로, 서로 같습니다.</translation>
    </message>
    <message>
        <source>Dotted: zero_grad() every {parts} epochs, which only looks like it.</source>
        <translation>점선: {parts} 에포크마다 zero_grad(). 비슷해 보일 뿐입니다.</translation>
    </message>
</context>
<context>
    <name>Explanations</name>
    <message>
        <source>Wheel and mouse zoom; a double click follows the run again.</source>
        <translation>휠과 마우스로 확대하고 옮깁니다. 두 번 클릭하면 다시 실행을 따라갑니다.</translation>
    </message>
    <message>
        <source>How many epochs run in a second; at the right end, as many as can.</source>
        <translation>1초에 도는 에포크 수입니다. 오른쪽 끝에서는 최대한 빠르게 돕니다.</translation>
    </message>
    <message>
        <source>The learning rate, by which step() multiplies the gradient. Counts from the next epoch on.</source>
        <translation>step()이 그래디언트에 곱하는 학습률입니다. 다음 에포크부터 적용됩니다.</translation>
    </message>
    <message>
        <source>How many epochs the run is to have in all.</source>
        <translation>학습을 모두 몇 에포크 할지 정합니다.</translation>
    </message>
    <message>
        <source>Where in the loop zero_grad() stands, or that it is never called.</source>
        <translation>루프에서 zero_grad()의 자리를 정하거나, 아예 호출하지 않게 합니다.</translation>
    </message>
    <message>
        <source>Call backward() twice in each epoch: the gradient is added to .grad twice.</source>
        <translation>에포크마다 backward()를 두 번 호출하여 그래디언트를 .grad에 두 번 더합니다.</translation>
    </message>
    <message>
        <source>Leave out step(): gradients are computed, but W and b stay as they are.</source>
        <translation>step()을 뺍니다. 그래디언트는 계산되지만 W와 b는 그대로입니다.</translation>
    </message>
    <message>
        <source>Where W and b begin at the next Reset.</source>
        <translation>다음에 ‘처음부터’를 누를 때 W와 b가 시작할 값을 정합니다.</translation>
    </message>
    <message>
        <source>The W that the next run begins with.</source>
        <translation>다음 실행이 시작할 W입니다.</translation>
    </message>
    <message>
        <source>The b that the next run begins with.</source>
        <translation>다음 실행이 시작할 b입니다.</translation>
    </message>
    <message>
        <source>Show the loss on an axis on which each step is ten times the one before.</source>
        <translation>한 눈금이 앞 눈금의 10배가 되는 축에 손실을 보여 줍니다.</translation>
    </message>
    <message>
        <source>The loss of every epoch.</source>
        <translation>에포크마다의 손실입니다.</translation>
    </message>
    <message>
        <source>← and → turn to another chart.</source>
        <translation>←, → 키로 다른 그래프를 봅니다.</translation>
    </message>
    <message>
        <source>The gradients of the epochs that are summed in .grad, one upon the other.</source>
        <translation>.grad에 더해진 에포크별 그래디언트를 차례로 쌓아 보여 줍니다.</translation>
    </message>
    <message>
        <source>The number w of which z is computed; another one begins anew.</source>
        <translation>z를 계산하는 데 쓰는 수 w입니다. 바꾸면 새로 시작합니다.</translation>
    </message>
    <message>
        <source>How z is computed of w; another one begins anew.</source>
        <translation>w로 z를 계산하는 식입니다. 바꾸면 새로 시작합니다.</translation>
    </message>
    <message>
        <source>Show the part of the map where the run is.</source>
        <translation>지형에서 지금 실행이 있는 곳을 보여 줍니다.</translation>
    </message>
</context>
<context>
    <name>Faults</name>
    <message>
        <source>PyTorch cannot be loaded: {error}</source>
        <translation>PyTorch를 불러올 수 없습니다: {error}</translation>
    </message>
    <message>
        <source>The memory of this computer does not suffice for that.</source>
        <translation>이 컴퓨터의 메모리가 부족합니다.</translation>
    </message>
    <message>
        <source>A fault in the program: {error}</source>
        <translation>프로그램에 오류가 생겼습니다: {error}</translation>
    </message>
    <message>
        <source>Your data and your run are still there. If the run has stopped, Reset begins it again. Save your work, and if this happens again, start the program anew. The report helps whoever is to mend it.</source>
        <translation>데이터와 실행 기록은 그대로 있습니다. 실행이 멈췄다면 처음부터를 눌러 처음부터 다시 시작하세요. 작업을 저장하고, 같은 일이 또 생기면 프로그램을 다시 시작하세요. 보고서는 고칠 사람에게 도움이 됩니다.</translation>
    </message>
    <message>
        <source>It is also kept in {file}</source>
        <translation>보고서는 다음 파일에도 있습니다: {file}</translation>
    </message>
    <message>
        <source>Copy the report</source>
        <translation>보고서 복사</translation>
    </message>
</context>
<context>
    <name>FileCommands</name>
    <message>
        <source>Runs</source>
        <translation>실행</translation>
    </message>
    <message>
        <source>Tables</source>
        <translation>표</translation>
    </message>
    <message>
        <source>All files</source>
        <translation>모든 파일</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>열기</translation>
    </message>
    <message>
        <source>Save the run</source>
        <translation>실행 저장</translation>
    </message>
    <message>
        <source>Save this run first?</source>
        <translation>먼저 이 실행을 저장할까요?</translation>
    </message>
    <message>
        <source>Your edits of the data, or your note, are not saved.</source>
        <translation>고친 데이터나 메모가 저장되지 않았습니다.</translation>
    </message>
    <message>
        <source>Slopewise did not end properly the last time.</source>
        <translation>지난번에 Slopewise가 제대로 끝나지 않았습니다.</translation>
    </message>
    <message>
        <source>Bring back the run that was not saved?</source>
        <translation>저장하지 않은 실행을 되살릴까요?</translation>
    </message>
    <message>
        <source>Bring back</source>
        <translation>되살리기</translation>
    </message>
    <message>
        <source>Lessons</source>
        <translation>수업</translation>
    </message>
    <message>
        <source>Open a lesson</source>
        <translation>수업 열기</translation>
    </message>
    <message>
        <source>Save the sheet</source>
        <translation>활동지 저장</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>버리기</translation>
    </message>
    <message>
        <source>What has changed since it was saved would be lost.</source>
        <translation>저장한 뒤에 바뀐 내용이 사라집니다.</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>나중에</translation>
    </message>
    <message>
        <source>Export as a Python script</source>
        <translation>Python 스크립트로 내보내기</translation>
    </message>
    <message>
        <source>Export as a Jupyter notebook</source>
        <translation>Jupyter 노트북으로 내보내기</translation>
    </message>
    <message>
        <source>Export as a web page</source>
        <translation>웹 페이지로 내보내기</translation>
    </message>
    <message>
        <source>Export every epoch</source>
        <translation>모든 에포크 내보내기</translation>
    </message>
    <message>
        <source>Save a picture</source>
        <translation>그림 저장</translation>
    </message>
    <message>
        <source>lesson</source>
        <translation>수업</translation>
    </message>
    <message>
        <source>{name} is there already.</source>
        <translation>{name} 파일이 이미 있습니다.</translation>
    </message>
    <message>
        <source>{name} has been changed from elsewhere since.</source>
        <translation>그 사이에 {name} 파일이 다른 곳에서 바뀌었습니다.</translation>
    </message>
    <message>
        <source>Replace it?</source>
        <translation>바꿀까요?</translation>
    </message>
    <message>
        <source>Reading {file} …</source>
        <translation>{file} 읽는 중 …</translation>
    </message>
    <message>
        <source>Writing {file} …</source>
        <translation>{file} 쓰는 중 …</translation>
    </message>
</context>
<context>
    <name>FileErrors</name>
    <message>
        <source>{name}: there is no such file.</source>
        <translation>{name}: 그런 파일이 없습니다.</translation>
    </message>
    <message>
        <source>{name}: you are not allowed to read this file.</source>
        <translation>{name}: 이 파일을 읽을 권한이 없습니다.</translation>
    </message>
    <message>
        <source>{name}: the file cannot be read: {detail}</source>
        <translation>{name}: 파일을 읽을 수 없습니다: {detail}</translation>
    </message>
    <message>
        <source>{name}: this is not a file of Slopewise.</source>
        <translation>{name}: Slopewise 파일이 아닙니다.</translation>
    </message>
    <message>
        <source>{name}: this file of Slopewise is damaged: a part of it is missing, or is not text.</source>
        <translation>{name}: 손상된 Slopewise 파일입니다. 일부가 없거나 텍스트가 아닙니다.</translation>
    </message>
    <message>
        <source>{name}: this file was written by a newer Slopewise, which is needed to open it.</source>
        <translation>{name}: 더 새로운 Slopewise로 저장한 파일이라 새 버전이 있어야 열 수 있습니다.</translation>
    </message>
    <message>
        <source>{name}: this file of Slopewise is damaged: {detail}</source>
        <translation>{name}: 이 Slopewise 파일은 손상되었습니다: {detail}</translation>
    </message>
    <message>
        <source>{name}: this run is too large for a file: more than {detail}.</source>
        <translation>{name}: 실행이 너무 커서 파일에 담을 수 없습니다: {detail} 초과.</translation>
    </message>
    <message>
        <source>{name}: the file cannot be written: {detail}</source>
        <translation>{name}: 파일을 쓸 수 없습니다: {detail}</translation>
    </message>
    <message>
        <source>{file}: there is no such file.</source>
        <translation>{file}: 이런 파일이 없습니다.</translation>
    </message>
    <message>
        <source>{file}: permission to read it is denied. Another program may have it open.</source>
        <translation>{file}: 읽을 권한이 없습니다. 다른 프로그램에서 열려 있을 수도 있습니다.</translation>
    </message>
    <message>
        <source>{file} is too large: over 1 GiB, or cells too far apart in a sheet.</source>
        <translation>{file}: 너무 큽니다. 1 GiB가 넘거나, 시트에서 셀이 너무 멀리 떨어져 있습니다.</translation>
    </message>
    <message>
        <source>{file} cannot be read: it is damaged, or not a file of data.</source>
        <translation>{file}: 읽을 수 없습니다. 파일이 손상되었거나 데이터 파일이 아닙니다.</translation>
    </message>
    <message>
        <source>{file} is locked with a password.</source>
        <translation>{file}: 암호로 잠겨 있습니다.</translation>
    </message>
    <message>
        <source>{file} is neither text nor a spreadsheet.</source>
        <translation>{file}: 텍스트도 스프레드시트도 아닙니다.</translation>
    </message>
    <message>
        <source>{file} is in another encoding; save it as UTF-8.</source>
        <translation>{file}: 문자 인코딩이 다릅니다. UTF-8로 저장하세요.</translation>
    </message>
    <message>
        <source>{file} holds {text}, whatever its name says; open it with a spreadsheet program and save it as .xlsx or .csv.</source>
        <translation>{file}: 이름과 달리 {text} 형식입니다. 스프레드시트 프로그램에서 열어 .xlsx나 .csv로 저장하세요.</translation>
    </message>
    <message>
        <source>{file} is empty: there is no row of data in it.</source>
        <translation>{file}: 비어 있습니다. 데이터가 한 행도 없습니다.</translation>
    </message>
    <message>
        <source>{file} has no sheet “{text}”.</source>
        <translation>{file}: “{text}” 시트가 없습니다.</translation>
    </message>
    <message>
        <source>{file}: row {row} is not among its first rows.</source>
        <translation>{file}: {row}행은 앞부분의 행이 아닙니다.</translation>
    </message>
    <message>
        <source>{file} has no column “{column}”: they are {text}.</source>
        <translation>{file}: “{column}” 열이 없습니다. 있는 열: {text}.</translation>
    </message>
    <message>
        <source>{file}: its columns may be separated by commas or by spaces. Separate them by tabs or semicolons.</source>
        <translation>{file}: 열을 쉼표로 나눴는지 공백으로 나눴는지 알 수 없습니다. 탭이나 세미콜론으로 나누세요.</translation>
    </message>
    <message>
        <source>{file} has more than 16,384 columns.</source>
        <translation>{file}: 열이 16,384개를 넘습니다.</translation>
    </message>
    <message>
        <source>{file}, row {row}: number of cells {found}, where there should be {expected}.</source>
        <translation>{file}, {row}행: 칸이 {found}개입니다. {expected}개여야 합니다.</translation>
    </message>
    <message>
        <source>{file} has fewer than two columns of numbers.</source>
        <translation>{file}: 숫자로 된 열이 두 개가 안 됩니다.</translation>
    </message>
    <message>
        <source>{file} has fewer than two columns of numbers: row {row} of column {column} holds “{text}”.</source>
        <translation>{file}: 숫자로 된 열이 두 개가 되지 않습니다. {column} 열의 {row}행에 “{text}” 값이 있습니다.</translation>
    </message>
    <message>
        <source>{file} has only one row of data; a line needs two.</source>
        <translation>{file}: 데이터가 한 행뿐입니다. 직선에는 두 행이 필요합니다.</translation>
    </message>
    <message>
        <source>{file}, row {row}: a quotation mark is opened but not closed.</source>
        <translation>{file}, {row}행: 따옴표를 열고 닫지 않았습니다.</translation>
    </message>
    <message>
        <source>{file}, row {row}, column {column}: the value is missing. Incomplete rows: {found}.</source>
        <translation>{file}, {row}행, {column} 열: 값이 없습니다. 값이 빠진 행: {found}개.</translation>
    </message>
    <message>
        <source>{file}, row {row}, column {column}: “{text}” may be {readings}.</source>
        <translation>{file}, {row}행, {column} 열: “{text}”: {readings}, 어느 쪽인지 알 수 없습니다.</translation>
    </message>
    <message>
        <source>{file}, row {row}, column {column}: “{text}” may be {readings}. Write the year first, as in 2024-03-01.</source>
        <translation>{file}, {row}행, {column} 열: “{text}”: {readings}, 어느 쪽인지 알 수 없습니다. 2024-03-01처럼 연도를 먼저 쓰세요.</translation>
    </message>
    <message>
        <source>{file}, row {row}, column {column}: “{text}” is not a number.</source>
        <translation>{file}, {row}행, {column} 열: “{text}”은(는) 숫자가 아닙니다.</translation>
    </message>
    <message>
        <source>{file}, row {row}, column {column}: “{text}” is not a finite number.</source>
        <translation>{file}, {row}행, {column} 열: “{text}”은(는) 유한한 수가 아닙니다.</translation>
    </message>
    <message>
        <source>{file}, row {row}, column {column}: “{text}” is beyond the largest float32, 3.4028235e38.</source>
        <translation>{file}, {row}행, {column} 열: float32의 최댓값 3.4028235e38을 넘습니다: “{text}”</translation>
    </message>
    <message>
        <source>{one} or {other}</source>
        <translation>{one} 또는 {other}</translation>
    </message>
</context>
<context>
    <name>FileFields</name>
    <message>
        <source>Sheet</source>
        <translation>시트</translation>
    </message>
    <message>
        <source>x (independent variable)</source>
        <translation>x (독립 변수)</translation>
    </message>
    <message>
        <source>y (dependent variable)</source>
        <translation>y (종속 변수)</translation>
    </message>
    <message>
        <source>Header in row</source>
        <translation>제목 행</translation>
    </message>
    <message>
        <source>Data end in row</source>
        <translation>마지막 데이터 행</translation>
    </message>
    <message>
        <source>Decimal mark</source>
        <translation>소수점</translation>
    </message>
    <message>
        <source>Encoding</source>
        <translation>문자 인코딩</translation>
    </message>
    <message>
        <source>The row that names the columns; 0 where none does</source>
        <translation>열 이름이 있는 행입니다. 없으면 0입니다.</translation>
    </message>
    <message>
        <source>Rows below it, such as notes, are not read</source>
        <translation>그 아래의 행(각주 등)은 읽지 않습니다.</translation>
    </message>
    <message>
        <source>point</source>
        <translation>점</translation>
    </message>
    <message>
        <source>comma</source>
        <translation>쉼표</translation>
    </message>
    <message>
        <source>automatic</source>
        <translation>자동</translation>
    </message>
    <message>
        <source>{text} is {number}</source>
        <translation>{text} = {number}</translation>
    </message>
    <message>
        <source>Leave out rows in which a value is missing</source>
        <translation>값이 빠진 행은 제외</translation>
    </message>
    <message>
        <source>Leave out what sums up the others: {names}</source>
        <translation>다른 행을 더하거나 평균한 행은 제외: {names}</translation>
    </message>
</context>
<context>
    <name>FitPlot</name>
    <message>
        <source>Fit</source>
        <translation>직선 맞추기</translation>
    </message>
</context>
<context>
    <name>Glossary</name>
    <message>
        <source>tensor</source>
        <translation>텐서(tensor)</translation>
    </message>
    <message>
        <source>Numbers that PyTorch computes with together: a single one, a list or a table. A tensor can also remember how it was computed.</source>
        <translation>PyTorch가 한꺼번에 계산하는 수의 묶음으로, 수 하나일 수도 있고 목록이나 표일 수도 있습니다. 텐서는 자신이 어떻게 계산되었는지도 기억할 수 있습니다.</translation>
    </message>
    <message>
        <source>W (weight)</source>
        <translation>W(가중치, weight)</translation>
    </message>
    <message>
        <source>The slope of the line: by how much the prediction changes where x grows by 1. Training finds it.</source>
        <translation>직선의 기울기로, x가 1 커질 때 예측값이 얼마나 달라지는지를 나타냅니다. 학습으로 찾습니다.</translation>
    </message>
    <message>
        <source>b (bias)</source>
        <translation>b(편향, bias)</translation>
    </message>
    <message>
        <source>The height of the line at x = 0. Training finds it, too.</source>
        <translation>x = 0에서 직선의 높이입니다. 이것도 학습으로 찾습니다.</translation>
    </message>
    <message>
        <source>hypothesis</source>
        <translation>가설(hypothesis)</translation>
    </message>
    <message>
        <source>What the present line predicts: W·x + b for every x. It is compared with y.</source>
        <translation>지금의 직선이 예측하는 값으로, 모든 x에 대해 W·x + b입니다. 이 값을 y와 비교합니다.</translation>
    </message>
    <message>
        <source>loss (MSE)</source>
        <translation>손실(loss, MSE)</translation>
    </message>
    <message>
        <source>One number that tells how wrong the line is: the mean of all squared differences between hypothesis and y, the mean squared error. Training is to make it small.</source>
        <translation>직선이 얼마나 틀렸는지를 나타내는 수로, 가설과 y의 차이를 제곱하여 평균한 평균 제곱 오차입니다. 학습의 목표는 이 값을 작게 만드는 것입니다.</translation>
    </message>
    <message>
        <source>gradient</source>
        <translation>그래디언트(gradient)</translation>
    </message>
    <message>
        <source>The slope of the loss: how fast it would rise if W, or b, grew. A step that is short enough in the opposite direction makes the loss smaller.</source>
        <translation>손실의 기울기로, W나 b가 커지면 손실이 얼마나 빨리 커지는지를 나타냅니다. 그 반대 방향으로 충분히 짧게 움직이면 손실이 작아집니다.</translation>
    </message>
    <message>
        <source>autograd</source>
        <translation>자동 미분(autograd)</translation>
    </message>
    <message>
        <source>The part of PyTorch that remembers each computation and finds the gradients from it by the chain rule.</source>
        <translation>계산 과정을 모두 기억했다가 연쇄 법칙으로 그래디언트를 구하는 PyTorch의 기능입니다.</translation>
    </message>
    <message>
        <source>Where a tensor keeps its gradient. backward() adds to what stands there; zero_grad() empties it.</source>
        <translation>텐서가 자신의 그래디언트를 담아 두는 곳입니다. backward()는 거기에 값을 더하고, zero_grad()는 비웁니다.</translation>
    </message>
    <message>
        <source>Empties .grad, so that the next backward() begins anew. Without it the gradients of all epochs add up.</source>
        <translation>.grad를 비워서 다음 backward()가 새로 시작하게 합니다. 호출하지 않으면 모든 에포크의 그래디언트가 쌓입니다.</translation>
    </message>
    <message>
        <source>Finds the gradients of the loss and adds them to .grad. W and b stay as they are.</source>
        <translation>손실의 그래디언트를 구해 .grad에 더합니다. W와 b는 그대로입니다.</translation>
    </message>
    <message>
        <source>Changes W and b by what stands in .grad. Plain SGD takes learning rate times .grad away from each.</source>
        <translation>.grad에 있는 값으로 W와 b를 바꿉니다. 기본 SGD는 각각에서 학습률 × .grad를 뺍니다.</translation>
    </message>
    <message>
        <source>optimizer</source>
        <translation>옵티마이저(optimizer)</translation>
    </message>
    <message>
        <source>What knows W and b and the rule by which step() changes them. Here it is torch.optim.SGD.</source>
        <translation>W와 b를 알고 있고, step()이 이들을 바꾸는 규칙도 알고 있습니다. 여기서는 torch.optim.SGD입니다.</translation>
    </message>
    <message>
        <source>Stochastic gradient descent: to walk down the slope of the loss step by step. Stochastic means by chance: with mini-batches chance decides which rows a step looks at; the whole batch leaves nothing to it.</source>
        <translation>확률적 경사 하강법으로, 손실의 비탈을 한 걸음씩 내려갑니다. ‘확률적’이란 미니배치를 쓸 때 한 걸음에서 볼 행을 우연이 정한다는 뜻이며, 전체 데이터를 한꺼번에 쓰면 우연은 없습니다.</translation>
    </message>
    <message>
        <source>learning rate</source>
        <translation>학습률(learning rate)</translation>
    </message>
    <message>
        <source>What the gradient is multiplied by to make a step. Too small, and training takes long; too large, and the loss grows.</source>
        <translation>한 걸음을 정할 때 그래디언트에 곱하는 수입니다. 너무 작으면 학습이 오래 걸리고, 너무 크면 손실이 커집니다.</translation>
    </message>
    <message>
        <source>epoch</source>
        <translation>에포크(epoch)</translation>
    </message>
    <message>
        <source>One pass of the training over all data. With the whole batch at once it is one pass of the loop.</source>
        <translation>학습이 모든 데이터를 한 번 훑는 것입니다. 전체 데이터를 한꺼번에 쓰면 루프를 한 번 도는 것과 같습니다.</translation>
    </message>
    <message>
        <source>mini-batch</source>
        <translation>미니배치(mini-batch)</translation>
    </message>
    <message>
        <source>A few rows of the data, for which step() is called before the next few come. An epoch then has several steps.</source>
        <translation>데이터의 일부 행으로, 이 행들로 step()을 한 다음 다음 행들로 넘어갑니다. 그러면 한 에포크에 여러 걸음을 갑니다.</translation>
    </message>
    <message>
        <source>momentum</source>
        <translation>모멘텀(momentum)</translation>
    </message>
    <message>
        <source>What each step keeps of the velocity of the steps before, like a ball that rolls downhill.</source>
        <translation>비탈을 굴러 내려가는 공처럼, 각 걸음이 이전 걸음들의 속도 가운데 이어받는 몫입니다.</translation>
    </message>
    <message>
        <source>seed</source>
        <translation>시드(seed)</translation>
    </message>
    <message>
        <source>The number that random numbers begin from. The same seed gives the same ones again, in order.</source>
        <translation>난수를 만들기 시작하는 수입니다. 시드가 같으면 같은 난수가 같은 순서로 나옵니다.</translation>
    </message>
    <message>
        <source>convergence</source>
        <translation>수렴(convergence)</translation>
    </message>
    <message>
        <source>W and b come ever nearer to the best line, and in the end the loss hardly changes any more.</source>
        <translation>W와 b가 가장 좋은 직선에 점점 가까워지고, 끝에는 손실이 거의 변하지 않습니다.</translation>
    </message>
    <message>
        <source>divergence</source>
        <translation>발산(divergence)</translation>
    </message>
    <message>
        <source>The steps are too long: each goes further past the best line than the last, and the loss grows until the numbers overflow.</source>
        <translation>걸음이 너무 길어 갈수록 가장 좋은 직선을 더 멀리 지나치는 것으로, 손실은 수가 넘칠 때까지 커집니다.</translation>
    </message>
    <message>
        <source>standardise</source>
        <translation>표준화(standardise)</translation>
    </message>
    <message>
        <source>To shift and stretch x so that its mean is 0 and its standard deviation 1. W and b then learn equally fast.</source>
        <translation>x를 옮기고 늘이거나 줄여 평균을 0, 표준편차를 1로 만드는 것입니다. 그러면 W와 b가 똑같이 빠르게 학습됩니다.</translation>
    </message>
</context>
<context>
    <name>GradStack</name>
    <message>
        <source>this epoch</source>
        <translation>이번 에포크</translation>
    </message>
    <message>
        <source>earlier</source>
        <translation>그 전</translation>
    </message>
    <message>
        <source>Back to the chart that was here; the tab “Why” brings this one again</source>
        <translation>앞서 보던 그래프로 돌아갑니다. ‘왜?’ 탭을 누르면 이 그래프가 다시 나옵니다</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>Gradients summed in .grad</source>
        <translation>.grad에 더해진 그래디언트</translation>
    </message>
    <message>
        <source>backward() {first}–{last}</source>
        <translation>backward() {first}–{last}번째</translation>
    </message>
    <message>
        <source>epoch {number}</source>
        <translation>에포크 {number}</translation>
    </message>
    <message>
        <source>epochs {first}–{last}</source>
        <translation>에포크 {first}–{last}</translation>
    </message>
    <message>
        <source>{count} × backward()</source>
        <translation>backward() {count}번</translation>
    </message>
    <message>
        <source>sum of {count} epochs</source>
        <translation>에포크 {count}개의 합</translation>
    </message>
</context>
<context>
    <name>GradientPlot</name>
    <message>
        <source>Gradients</source>
        <translation>그래디언트</translation>
    </message>
    <message>
        <source>{name} of each epoch will stand here.</source>
        <translation>에포크마다 {name}가 여기에 그려집니다.</translation>
    </message>
    <message>
        <source>own</source>
        <translation>이번</translation>
    </message>
    <message>
        <source>{name} shrinks ↓</source>
        <translation>{name} 감소 ↓</translation>
    </message>
    <message>
        <source>{name} grows ↑</source>
        <translation>{name} 증가 ↑</translation>
    </message>
    <message>
        <source>— .grad holds</source>
        <translation>— .grad에 쌓인 값</translation>
    </message>
    <message>
        <source>epoch</source>
        <translation>에포크</translation>
    </message>
    <message>
        <source>— this epoch&apos;s own</source>
        <translation>— 이번 그래디언트</translation>
    </message>
</context>
<context>
    <name>HandBoard</name>
    <message>
        <source>loss of this line</source>
        <translation>이 직선의 손실</translation>
    </message>
    <message>
        <source>best so far</source>
        <translation>지금까지 가장 작은 손실</translation>
    </message>
    <message>
        <source>Start from here</source>
        <translation>여기서 시작하기</translation>
    </message>
    <message>
        <source>Begin a run with the W and b of this line; Undo brings the old one back</source>
        <translation>이 직선의 W와 b로 새로 시작합니다. 되돌리기를 하면 하던 실행이 되살아납니다</translation>
    </message>
    <message>
        <source>Let PyTorch go on</source>
        <translation>PyTorch에 맡기기</translation>
    </message>
    <message>
        <source>Begin a run with the W and b of this line, and let it run</source>
        <translation>이 직선의 W와 b로 새로 시작해 바로 실행합니다</translation>
    </message>
</context>
<context>
    <name>HelpCommands</name>
    <message>
        <source>Keys</source>
        <translation>단축키</translation>
    </message>
    <message>
        <source>Glossary</source>
        <translation>용어 풀이</translation>
    </message>
    <message>
        <source>What the program computes</source>
        <translation>프로그램이 계산하는 것</translation>
    </message>
</context>
<context>
    <name>LandscapePlot</name>
    <message>
        <source>Landscape of the loss over W and b</source>
        <translation>W와 b에 따른 손실의 지형</translation>
    </message>
    <message>
        <source>Click: start from this W and b
Wheel and mouse zoom and move</source>
        <translation>클릭하면 그 W와 b에서 새로 시작합니다
휠로 확대하고, 끌어서 옮깁니다</translation>
    </message>
    <message>
        <source>Follow the run again</source>
        <translation>다시 실행 따라가기</translation>
    </message>
    <message>
        <source>- - −lr · gradient</source>
        <translation>- - −lr · 그래디언트</translation>
    </message>
    <message>
        <source>— step taken</source>
        <translation>— 실제 이동</translation>
    </message>
    <message>
        <source>+ optimum</source>
        <translation>+ 최적점</translation>
    </message>
</context>
<context>
    <name>LessonCard</name>
    <message>
        <source>Lesson</source>
        <translation>수업</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>쪽 목록</translation>
    </message>
    <message>
        <source>All pages of the lesson, and which are done</source>
        <translation>수업의 모든 쪽과 끝낸 쪽을 보여 줍니다</translation>
    </message>
    <message>
        <source>Leave the lesson; what stood here before comes back (Ctrl+L)</source>
        <translation>수업에서 나갑니다. 하던 것이 되살아납니다 (Ctrl+L)</translation>
    </message>
    <message>
        <source>Leave the lesson</source>
        <translation>수업에서 나가기</translation>
    </message>
    <message>
        <source>Sheet …</source>
        <translation>활동지…</translation>
    </message>
    <message>
        <source>Save predictions, votes, results and quiz as PDF or CSV</source>
        <translation>예상, 손 든 수, 결과, 퀴즈를 PDF나 CSV로 저장합니다</translation>
    </message>
    <message>
        <source>← Page</source>
        <translation>← 이전</translation>
    </message>
    <message>
        <source>The page before (Page Up)</source>
        <translation>이전 쪽 (Page Up)</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>다시 맞추기</translation>
    </message>
    <message>
        <source>Bring the window back to the state of this page (Ctrl+R)</source>
        <translation>창을 이 쪽의 처음 상태로 되돌립니다 (Ctrl+R)</translation>
    </message>
    <message>
        <source>Page →</source>
        <translation>다음 →</translation>
    </message>
    <message>
        <source>The next page (Page Down)</source>
        <translation>다음 쪽 (Page Down)</translation>
    </message>
    <message>
        <source>Quiz</source>
        <translation>퀴즈</translation>
    </message>
    <message>
        <source>{n} minute</source>
        <translation>{n}분</translation>
    </message>
    <message>
        <source>{n} minutes</source>
        <translation>{n}분</translation>
    </message>
    <message>
        <source>extra · {minutes}</source>
        <translation>더 알아보기 · {minutes}</translation>
    </message>
    <message>
        <source>{place} of {all} · {minutes}</source>
        <translation>{place} / {all} · {minutes}</translation>
    </message>
</context>
<context>
    <name>LessonCommands</name>
    <message>
        <source>Locked for the class (File &gt; For the class)</source>
        <translation>선생님이 잠갔습니다 (파일 &gt; 학급용으로 준비)</translation>
    </message>
    <message>
        <source>The answers of the class are not being kept: {why}</source>
        <translation>학급의 답이 보관되지 않습니다: {why}</translation>
    </message>
</context>
<context>
    <name>LineSentence</name>
    <message>
        <source>x · W + b with W {W} and b {b}: the line&apos;s guess for each row of this mini-batch.</source>
        <translation>x · W + b를 계산합니다(W {W}, b {b}). 이 미니배치의 행마다 직선이 내놓는 예측값입니다.</translation>
    </message>
    <message>
        <source>x · W + b with W {W} and b {b}: the line&apos;s guess for each row of this part.</source>
        <translation>x · W + b를 계산합니다(W {W}, b {b}). 이 부분의 행마다 직선이 내놓는 예측값입니다.</translation>
    </message>
    <message>
        <source>x_train · W + b with W {W} and b {b}: the line&apos;s guess for each row, {rows} in all.</source>
        <translation>x_train · W + b를 계산합니다(W {W}, b {b}). {rows}개 행 각각에 대해 직선이 내놓는 예측값입니다.</translation>
    </message>
    <message>
        <source>The mean of the squared differences between guess and y in this mini-batch: {loss}.</source>
        <translation>이 미니배치에서 예측값과 y의 차이를 제곱해 평균합니다: {loss}.</translation>
    </message>
    <message>
        <source>This part&apos;s mean of the squared differences, divided by {parts}: {loss}.</source>
        <translation>이 부분에서 차이의 제곱을 평균한 뒤 부분의 수 {parts}로 나눕니다: {loss}.</translation>
    </message>
    <message>
        <source>The mean of the squared differences between guess and y_train: {loss}.</source>
        <translation>예측값과 y_train의 차이를 제곱해 평균합니다: {loss}.</translation>
    </message>
    <message>
        <source>Empties .grad, but there is nothing to throw away: it is None.</source>
        <translation>.grad를 비우지만 버릴 것이 없습니다. 이미 None입니다.</translation>
    </message>
    <message>
        <source>Throws away .grad, which holds {W} (W) and {b} (b): it becomes None.</source>
        <translation>.grad에 든 {W} (W)와 {b} (b)를 버립니다. .grad는 None이 됩니다.</translation>
    </message>
    <message>
        <source>the same gradient once more</source>
        <translation>다시 같은 그래디언트</translation>
    </message>
    <message>
        <source>this mini-batch&apos;s own gradient</source>
        <translation>이 미니배치의 그래디언트</translation>
    </message>
    <message>
        <source>this part&apos;s own gradient</source>
        <translation>이 부분의 그래디언트</translation>
    </message>
    <message>
        <source>this epoch&apos;s own gradient</source>
        <translation>이 에포크의 그래디언트</translation>
    </message>
    <message>
        <source>Adds {whose} to .grad, which holds None: then it holds {W} (W) and {b} (b).</source>
        <translation>지금 None인 .grad에 {whose}를 더합니다. 그러면 {W} (W)와 {b} (b)가 들어 있게 됩니다.</translation>
    </message>
    <message>
        <source>Adds {whose} to .grad: {W} (W) and {b} (b).</source>
        <translation>.grad에 {whose}를 더합니다: {W} (W), {b} (b).</translation>
    </message>
    <message>
        <source>Moves nothing: .grad is None, so W and b stay as they are.</source>
        <translation>아무것도 움직이지 않습니다. .grad가 None이므로 W와 b는 그대로입니다.</translation>
    </message>
    <message>
        <source>W − lr · .grad: {W} (W) and {b} (b).</source>
        <translation>W − lr · .grad: {W} (W), {b} (b).</translation>
    </message>
    <message>
        <source>buf: {buf} (W). W − lr · (.grad + {momentum} · buf): {W} (W), and b becomes {b}.</source>
        <translation>buf: {buf} (W). W − lr · (.grad + {momentum} · buf): {W} (W). b의 새 값: {b}.</translation>
    </message>
    <message>
        <source>buf: {buf} (W). W − lr · buf: {W} (W), and b becomes {b}.</source>
        <translation>buf: {buf} (W). W − lr · buf: {W} (W). b의 새 값: {b}.</translation>
    </message>
    <message>
        <source>{every} does not divide {epoch}: .grad is not emptied in this epoch.</source>
        <translation>에포크 번호({epoch})는 {every}의 배수가 아닙니다. 이번 에포크에는 .grad를 비우지 않습니다.</translation>
    </message>
    <message>
        <source>{every} divides {epoch}: .grad is emptied in this epoch.</source>
        <translation>에포크 번호({epoch})는 {every}의 배수입니다. 이번 에포크에 .grad를 비웁니다.</translation>
    </message>
    <message>
        <source>The sum of the losses begins at 0.</source>
        <translation>손실의 합을 0에서 시작합니다.</translation>
    </message>
    <message>
        <source>Adds this part&apos;s loss to the sum: {loss}.</source>
        <translation>이 부분의 손실을 합에 더합니다: {loss}.</translation>
    </message>
    <message>
        <source>Cuts the {all} rows into {parts} equal parts and takes one after the other.</source>
        <translation>{all}개의 행을 똑같이 {parts}개의 부분으로 나누어 하나씩 차례로 가져옵니다.</translation>
    </message>
    <message>
        <source>Shuffles the {all} rows and takes {size} of them at a time.</source>
        <translation>{all}개의 행을 섞어 한 번에 {size}개씩 가져옵니다.</translation>
    </message>
    <message>
        <source>Takes the rows of this mini-batch.</source>
        <translation>이 미니배치의 행을 가져옵니다.</translation>
    </message>
    <message>
        <source>Adds this mini-batch&apos;s loss to the sum, once for each row: {loss} · {rows}.</source>
        <translation>이 미니배치의 손실을 행의 수만큼 곱해 합에 더합니다: {loss} · {rows}.</translation>
    </message>
</context>
<context>
    <name>LoadingNote</name>
    <message>
        <source>Preparing PyTorch …
Then the loop runs.</source>
        <translation>PyTorch를 준비하는 중 …
준비되면 루프를 실행합니다.</translation>
    </message>
    <message>
        <source>Preparing PyTorch …</source>
        <translation>PyTorch를 준비하는 중 …</translation>
    </message>
</context>
<context>
    <name>Locks</name>
    <message>
        <source>Leave the lesson first (Ctrl+L): this belongs to the run that rests meanwhile</source>
        <translation>먼저 수업에서 나가세요(Ctrl+L). 수업 동안 쉬고 있는 실행에 속한 명령입니다</translation>
    </message>
    <message>
        <source>Predict first, in the card of the lesson</source>
        <translation>먼저 수업 카드에서 예상하세요</translation>
    </message>
    <message>
        <source>Not needed on this page of the lesson</source>
        <translation>수업의 이 쪽에서는 필요하지 않습니다</translation>
    </message>
</context>
<context>
    <name>LoopControls</name>
    <message>
        <source>The loop</source>
        <translation>학습 루프</translation>
    </message>
    <message>
        <source>More</source>
        <translation>더 보기</translation>
    </message>
    <message>
        <source>All else that can be done with the loop (M)</source>
        <translation>루프에서 바꿀 수 있는 나머지 (M)</translation>
    </message>
    <message>
        <source>Skip zero_grad()</source>
        <translation>zero_grad() 건너뛰기</translation>
    </message>
    <message>
        <source>Leave out optimizer.zero_grad() from the next epoch on (Z)</source>
        <translation>다음 에포크부터 optimizer.zero_grad()를 호출하지 않습니다 (Z)</translation>
    </message>
    <message>
        <source>before the forward pass</source>
        <translation>순전파 앞</translation>
    </message>
    <message>
        <source>before backward()</source>
        <translation>backward() 앞</translation>
    </message>
    <message>
        <source>between backward() and step()</source>
        <translation>backward()와 step() 사이</translation>
    </message>
    <message>
        <source>after step()</source>
        <translation>step() 뒤</translation>
    </message>
    <message>
        <source>never</source>
        <translation>호출 안 함</translation>
    </message>
    <message>
        <source>whole</source>
        <translation>전체</translation>
    </message>
    <message>
        <source>zero_grad() []</source>
        <translation>zero_grad()를 []</translation>
    </message>
    <message>
        <source>zero_grad() every [] epochs</source>
        <translation>zero_grad()를 []에포크마다</translation>
    </message>
    <message>
        <source>zero_grad() every [] epoch</source>
        <translation>zero_grad()를 []에포크마다</translation>
    </message>
    <message>
        <source>split the batch into [] parts</source>
        <translation>배치를 []부분으로 나눠 누적</translation>
    </message>
    <message>
        <source>split the batch into [] part</source>
        <translation>배치를 []부분으로 나눠 누적</translation>
    </message>
    <message>
        <source>batch: [] [] rows</source>
        <translation>배치: [] []개씩</translation>
    </message>
    <message>
        <source>batch: [] [] row</source>
        <translation>배치: [] []개씩</translation>
    </message>
    <message>
        <source>momentum []</source>
        <translation>모멘텀 []</translation>
    </message>
    <message>
        <source>Call step() once for all rows, or for each of several mini-batches</source>
        <translation>모든 행으로 step()을 한 번 호출하거나, 미니배치마다 호출합니다</translation>
    </message>
    <message>
        <source>Call step() for each so many rows, shuffled anew in each epoch</source>
        <translation>에포크마다 행을 새로 섞어 이만큼씩 묶고, 묶음마다 step()을 호출합니다</translation>
    </message>
    <message>
        <source>leave out step()</source>
        <translation>step() 빼기</translation>
    </message>
    <message>
        <source>show equivalent code</source>
        <translation>결과가 같은 코드 겹쳐 보기</translation>
    </message>
    <message>
        <source>standardise x</source>
        <translation>x 표준화</translation>
    </message>
    <message>
        <source>mini-batches of</source>
        <translation>미니배치</translation>
    </message>
    <message>
        <source>Call zero_grad() only every so many epochs</source>
        <translation>이만큼의 에포크마다 한 번만 zero_grad()를 호출합니다</translation>
    </message>
    <message>
        <source>Call backward() on so many equal parts of the batch, then step() once</source>
        <translation>배치를 이만큼 똑같이 나누어 부분마다 backward()를 호출한 뒤 step()을 한 번 호출합니다</translation>
    </message>
    <message>
        <source>backward() twice</source>
        <translation>backward() 두 번</translation>
    </message>
    <message>
        <source>Train beside the run what it comes to: momentum 1.0 where zero_grad() is skipped, the whole batch at once where it is cut into parts</source>
        <translation>이 실행이 결국 무엇과 같은지 나란히 학습해 보여 줍니다. zero_grad()를 건너뛰면 모멘텀 1.0, 배치를 나누면 배치 전체입니다</translation>
    </message>
    <message>
        <source>How much of its velocity each step() keeps, from 0 to 1: 0 is plain SGD, at 1 nothing slows</source>
        <translation>step()마다 남기는 속도의 비율. 0이면 보통 SGD이고, 1이면 조금도 느려지지 않습니다</translation>
    </message>
    <message>
        <source>Nesterov</source>
        <translation>네스테로프</translation>
    </message>
    <message>
        <source>nesterov=True: step() reckons with the velocity that it will keep</source>
        <translation>nesterov=True: step()이 앞으로 남을 속도까지 미리 셈합니다</translation>
    </message>
    <message>
        <source>Give x mean 0 and standard deviation 1 before the loop: W and b then learn equally fast</source>
        <translation>루프에 앞서 x의 평균을 0, 표준편차를 1로 맞춥니다. 그러면 W와 b가 똑같이 빠르게 학습됩니다</translation>
    </message>
    <message>
        <source>x cannot be standardised: it has one value only, or values too near or too far apart</source>
        <translation>x를 표준화할 수 없습니다. 값이 하나뿐이거나, 값들이 너무 가깝거나 너무 멉니다</translation>
    </message>
</context>
<context>
    <name>LossBar</name>
    <message>
        <source>line&apos;s loss</source>
        <translation>직선의 손실</translation>
    </message>
    <message>
        <source>The mean of the squares: the loss of the line as it is drawn, with which the next epoch begins.
The loss among the numbers below is that of the line before this epoch&apos;s step.
Each tick is the square of one point. The scale stays as it is for these data.</source>
        <translation>제곱의 평균, 곧 지금 그려진 직선의 손실입니다. 다음 에포크는 이 손실에서 시작합니다.
아래 숫자 가운데 있는 손실은 이번 에포크의 step() 이전 직선의 손실입니다.
눈금 하나는 점 하나의 제곱입니다. 이 데이터를 쓰는 동안 척도는 바뀌지 않습니다.</translation>
    </message>
</context>
<context>
    <name>LossPlot</name>
    <message>
        <source>Loss</source>
        <translation>손실</translation>
    </message>
    <message>
        <source>Each epoch adds its loss here. Will the curve fall to 0?</source>
        <translation>에포크마다 손실이 여기에 그려집니다. 곡선이 0까지 내려갈까요?</translation>
    </message>
    <message>
        <source>all</source>
        <translation>전체</translation>
    </message>
    <message>
        <source>last {epochs}</source>
        <translation>최근 {epochs}개</translation>
    </message>
    <message>
        <source>Which epochs are shown</source>
        <translation>보여 줄 에포크</translation>
    </message>
    <message>
        <source>epoch</source>
        <translation>에포크</translation>
    </message>
    <message>
        <source>— this run</source>
        <translation>— 이 실행</translation>
    </message>
    <message>
        <source>— mean of {epochs} epochs</source>
        <translation>— {epochs}에포크의 평균</translation>
    </message>
    <message>
        <source>■ lowest to highest</source>
        <translation>■ 최솟값에서 최댓값까지</translation>
    </message>
    <message>
        <source>{name} (mean of {epochs} epochs)</source>
        <translation>{name} ({epochs}에포크의 평균)</translation>
    </message>
    <message>
        <source>loss</source>
        <translation>손실</translation>
    </message>
    <message>
        <source>logarithmic</source>
        <translation>로그 축</translation>
    </message>
</context>
<context>
    <name>LrLimits</name>
    <message>
        <source>blows up at any learning rate</source>
        <translation>학습률이 얼마든 발산</translation>
    </message>
    <message>
        <source>stands still</source>
        <translation>움직이지 않음</translation>
    </message>
    <message>
        <source>converges slowly</source>
        <translation>천천히 수렴</translation>
    </message>
    <message>
        <source>converges</source>
        <translation>수렴</translation>
    </message>
    <message>
        <source>fastest about here</source>
        <translation>이 근처가 가장 빠름</translation>
    </message>
    <message>
        <source>overshoots, but converges</source>
        <translation>최솟값을 지나치지만 수렴</translation>
    </message>
    <message>
        <source>too large: diverges (limit {limit})</source>
        <translation>너무 커서 발산 (한계 {limit})</translation>
    </message>
    <message>
        <source>swings, bounded (limit {limit})</source>
        <translation>커지지 않고 계속 흔들림 (한계 {limit})</translation>
    </message>
    <message>
        <source>blows up (limit {limit})</source>
        <translation>흔들리며 발산 (한계 {limit})</translation>
    </message>
    <message>
        <source>mini-batches: at most about {limit}</source>
        <translation>미니배치: 대략 {limit} 이하</translation>
    </message>
    <message>
        <source>noise adds up: may blow up</source>
        <translation>잡음이 쌓여 발산할 수 있음</translation>
    </message>
    <message>
        <source>Triangle, {lr}: converges fastest</source>
        <translation>삼각형, {lr}: 가장 빨리 수렴합니다</translation>
    </message>
    <message>
        <source>Bar, {lr}: from here on the loop with zero_grad() diverges</source>
        <translation>막대, {lr}: 여기부터는 zero_grad()가 있는 루프도 발산합니다</translation>
    </message>
    <message>
        <source>Double bar, {lr}: from here on even the loop without zero_grad() blows up</source>
        <translation>이중 막대, {lr}: 여기서부터는 zero_grad()를 건너뛰어도 흔들림이 끝없이 커집니다</translation>
    </message>
</context>
<context>
    <name>MakeDataDialog</name>
    <message>
        <source>Make data</source>
        <translation>데이터 만들기</translation>
    </message>
    <message>
        <source>Points about a line that is known</source>
        <translation>정답 직선을 알고 만드는 데이터</translation>
    </message>
    <message>
        <source>True W</source>
        <translation>참값 W</translation>
    </message>
    <message>
        <source>True b</source>
        <translation>참값 b</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>점의 수</translation>
    </message>
    <message>
        <source>Noise</source>
        <translation>잡음</translation>
    </message>
    <message>
        <source>x from</source>
        <translation>x 최솟값</translation>
    </message>
    <message>
        <source>x to</source>
        <translation>x 최댓값</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>시드</translation>
    </message>
    <message>
        <source>Standard deviation of what is added to y</source>
        <translation>y에 더하는 값의 표준편차</translation>
    </message>
    <message>
        <source>The same seed always gives the same data</source>
        <translation>시드가 같으면 언제나 같은 데이터가 나옵니다</translation>
    </message>
    <message>
        <source>Make</source>
        <translation>만들기</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>{name}: a whole number from {least} to {most}</source>
        <translation>{name}: {least}부터 {most}까지의 정수를 넣으세요</translation>
    </message>
    <message>
        <source>{name}: a number, 0 or more</source>
        <translation>{name}: 0 이상의 수를 넣으세요</translation>
    </message>
    <message>
        <source>{name}: a whole number, 0 or more</source>
        <translation>{name}: 0 이상의 정수를 넣으세요</translation>
    </message>
    <message>
        <source>{name}: a number</source>
        <translation>{name}: 수를 넣으세요</translation>
    </message>
    <message>
        <source>x must go from a smaller number to a larger one</source>
        <translation>x의 시작은 끝보다 작아야 합니다</translation>
    </message>
    <message>
        <source>These numbers are too large: float32 could not hold y</source>
        <translation>수가 너무 큽니다. y를 float32로 나타낼 수 없습니다</translation>
    </message>
    <message>
        <source>{points} points, x drawn evenly from {low} to {high}</source>
        <translation>점 {points}개, x는 {low}부터 {high}까지 균등하게 무작위로 뽑음</translation>
    </message>
</context>
<context>
    <name>Menus</name>
    <message>
        <source>File</source>
        <translation>파일</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>편집</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>데이터</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>실행</translation>
    </message>
    <message>
        <source>Lesson</source>
        <translation>수업</translation>
    </message>
    <message>
        <source>View</source>
        <translation>보기</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>도움말</translation>
    </message>
    <message>
        <source>Open recent</source>
        <translation>최근 파일</translation>
    </message>
    <message>
        <source>Recover</source>
        <translation>복구</translation>
    </message>
    <message>
        <source>Earlier classes</source>
        <translation>이전 반</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>내보내기</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>그림</translation>
    </message>
    <message>
        <source>Copy a picture</source>
        <translation>그림 복사</translation>
    </message>
    <message>
        <source>Examples</source>
        <translation>예제</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>비교</translation>
    </message>
    <message>
        <source>While presenting</source>
        <translation>발표하는 동안</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>색</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>언어</translation>
    </message>
    <message>
        <source>The window</source>
        <translation>창 전체</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>직선 맞추기</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>손실</translation>
    </message>
    <message>
        <source>Gradients</source>
        <translation>그래디언트</translation>
    </message>
    <message>
        <source>Nothing was left behind</source>
        <translation>남은 작업이 없습니다</translation>
    </message>
    <message>
        <source>No class has been set aside</source>
        <translation>보관한 반이 없습니다</translation>
    </message>
</context>
<context>
    <name>NoteDialog</name>
    <message>
        <source>Note about this run</source>
        <translation>이 실행에 대한 메모</translation>
    </message>
    <message>
        <source>What is to be seen here? What is the class to try?</source>
        <translation>여기서 무엇을 보아야 하나요? 학생들은 무엇을 해 보면 좋을까요?</translation>
    </message>
    <message>
        <source>A note has no more than {count} characters.</source>
        <translation>메모는 {count}자까지 쓸 수 있습니다.</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>저장</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
</context>
<context>
    <name>NumberEdit</name>
    <message>
        <source>A number, 0 or larger</source>
        <translation>0 이상의 수</translation>
    </message>
    <message>
        <source>A number, such as -0.5 or 1e-3</source>
        <translation>-0.5나 1e-3 같은 수</translation>
    </message>
    <message>
        <source>A number from {low} to {high}</source>
        <translation>{low}부터 {high}까지의 수</translation>
    </message>
    <message>
        <source>A whole number from {low} to {high}</source>
        <translation>{low}부터 {high}까지의 정수</translation>
    </message>
</context>
<context>
    <name>Option</name>
    <message>
        <source>{answer}  –  right</source>
        <translation>{answer}  –  정답</translation>
    </message>
    <message>
        <source>{answer}  –  not so</source>
        <translation>{answer}  –  아닙니다</translation>
    </message>
</context>
<context>
    <name>Output</name>
    <message>
        <source>stopped at epoch {epoch}: the numbers overflowed</source>
        <translation>에포크 {epoch}에서 멈춤: 수가 넘쳤습니다</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>출력</translation>
    </message>
    <message>
        <source>What the exported Python script prints, with the very numbers of this run</source>
        <translation>내보낸 파이썬 스크립트가 출력하는 내용입니다. 수는 이 실행의 값 그대로입니다</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>복사</translation>
    </message>
    <message>
        <source>Copy the output</source>
        <translation>출력 복사</translation>
    </message>
    <message>
        <source>Copy all rows</source>
        <translation>모든 줄을 복사합니다</translation>
    </message>
</context>
<context>
    <name>Page</name>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>Close this page (Esc)</source>
        <translation>이 창을 닫습니다 (Esc)</translation>
    </message>
</context>
<context>
    <name>PageParts</name>
    <message>
        <source>Without predicting</source>
        <translation>예상하지 않고 보기</translation>
    </message>
    <message>
        <source>Open the action without a prediction</source>
        <translation>예상하지 않고 활동을 엽니다</translation>
    </message>
    <message>
        <source>Count hands</source>
        <translation>손 든 수 세기</translation>
    </message>
    <message>
        <source>Enter how many hands went up for each answer</source>
        <translation>답마다 손을 든 사람 수를 적습니다</translation>
    </message>
    <message>
        <source>Show the explanation</source>
        <translation>설명 보기</translation>
    </message>
    <message>
        <source>All have predicted: show what is so</source>
        <translation>모두 예상했으면 실제로 어떤지 보여 줍니다</translation>
    </message>
    <message>
        <source>For the teacher</source>
        <translation>선생님 메모</translation>
    </message>
    <message>
        <source>What to say on this page; hidden while presenting</source>
        <translation>이 쪽에서 할 말입니다. 발표 화면에서는 숨깁니다</translation>
    </message>
    <message>
        <source>Predict first: then the action opens.</source>
        <translation>먼저 예상하세요. 그러면 활동이 열립니다.</translation>
    </message>
    <message>
        <source>Hint ({left})</source>
        <translation>힌트 ({left})</translation>
    </message>
    <message>
        <source>Measured last time</source>
        <translation>지난번에 잰 값</translation>
    </message>
    <message>
        <source>The charts stand at the start of this page. Do it again, and it is measured anew.</source>
        <translation>그래프는 이 쪽의 처음 상태입니다. 활동을 다시 하면 새로 잽니다.</translation>
    </message>
</context>
<context>
    <name>PredictionBox</name>
    <message>
        <source>The line is there</source>
        <translation>직선은 여기</translation>
    </message>
    <message>
        <source>Predict</source>
        <translation>예상하기</translation>
    </message>
    <message>
        <source>Give this as the prediction; the action is open then</source>
        <translation>이것을 예상으로 정합니다. 그러면 활동이 열립니다</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>끝내 안 된다</translation>
    </message>
    <message>
        <source>Predict that it will never be so</source>
        <translation>결코 그렇게 되지 않는다고 예상합니다</translation>
    </message>
    <message>
        <source>Predict a number: it gets a row for the hands; then another one.</source>
        <translation>먼저 수를 예상하면 손 든 수를 적는 줄이 생깁니다. 다른 수도 이어서 적을 수 있습니다.</translation>
    </message>
    <message>
        <source>the predicted number</source>
        <translation>예상하는 수</translation>
    </message>
    <message>
        <source>hands for this answer</source>
        <translation>이 답에 손 든 수</translation>
    </message>
    <message>
        <source>How many hands went up for this answer (+ and −)</source>
        <translation>이 답에 손을 든 사람 수 (+와 −)</translation>
    </message>
</context>
<context>
    <name>Preferences</name>
    <message>
        <source>The settings cannot be read or kept: {file}</source>
        <translation>설정을 읽거나 저장할 수 없습니다: {file}</translation>
    </message>
    <message>
        <source>The settings were damaged; what was there is in {file}</source>
        <translation>설정 파일이 손상되어 있었습니다. 이전 내용은 {file}에 있습니다</translation>
    </message>
</context>
<context>
    <name>QShortcut</name>
    <message>
        <source>Down</source>
        <translation>↓</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>←</translation>
    </message>
    <message>
        <source>Right</source>
        <translation>→</translation>
    </message>
</context>
<context>
    <name>Questions</name>
    <message>
        <source>With and without zero_grad()</source>
        <translation>zero_grad()가 있을 때와 없을 때</translation>
    </message>
    <message>
        <source>Three learning rates, about the limit</source>
        <translation>한계 앞뒤의 세 학습률</translation>
    </message>
    <message>
        <source>Two seeds</source>
        <translation>서로 다른 시드 두 개</translation>
    </message>
    <message>
        <source>The whole batch and mini-batches</source>
        <translation>전체 배치와 미니배치</translation>
    </message>
    <message>
        <source>x as it is, and standardised</source>
        <translation>원래 x와 표준화한 x</translation>
    </message>
    <message>
        <source>Momentum 0, 0.9 and 1.0</source>
        <translation>모멘텀 0, 0.9, 1.0</translation>
    </message>
    <message>
        <source>Momentum 1.0, and no zero_grad()</source>
        <translation>모멘텀 1.0과 zero_grad() 생략</translation>
    </message>
</context>
<context>
    <name>QuizBox</name>
    <message>
        <source>{right} of {all} is right</source>
        <translation>{all}문제 중 {right}문제 맞음</translation>
    </message>
    <message>
        <source>{right} of {all} are right</source>
        <translation>{all}문제 중 {right}문제 맞음</translation>
    </message>
    <message>
        <source>{done} of {all} is answered</source>
        <translation>{all}문제 중 {done}문제 답함</translation>
    </message>
    <message>
        <source>{done} of {all} are answered</source>
        <translation>{all}문제 중 {done}문제 답함</translation>
    </message>
    <message>
        <source>Seed of the quiz</source>
        <translation>퀴즈 번호</translation>
    </message>
    <message>
        <source>Who has the same number gets the same questions</source>
        <translation>번호가 같으면 같은 문제가 나옵니다</translation>
    </message>
    <message>
        <source>New quiz</source>
        <translation>새 퀴즈</translation>
    </message>
    <message>
        <source>Draw the questions of the next number, or of the one that was typed</source>
        <translation>다음 번호나 입력한 번호의 문제를 뽑습니다</translation>
    </message>
</context>
<context>
    <name>ReadPlot</name>
    <message>
        <source>Return: read single epochs with ← and →</source>
        <translation>Enter: ← →로 에포크별 값 읽기</translation>
    </message>
    <message>
        <source>Point at an epoch to read it, or press Return, then ← and →, Home and End; Esc ends it.</source>
        <translation>에포크를 가리키면 값을 읽습니다. Enter를 누른 뒤 ← →, Home, End로도 읽을 수 있고, Esc를 누르면 끝납니다.</translation>
    </message>
    <message>
        <source>Wheel and mouse zoom; a double click follows the run again.</source>
        <translation>휠과 마우스로 확대하고 옮깁니다. 두 번 클릭하면 다시 실행을 따라갑니다.</translation>
    </message>
    <message>
        <source>epoch {epoch}: {values}</source>
        <translation>에포크 {epoch}: {values}</translation>
    </message>
</context>
<context>
    <name>Readouts</name>
    <message>
        <source>epoch</source>
        <translation>에포크</translation>
    </message>
    <message>
        <source>loss</source>
        <translation>손실</translation>
    </message>
    <message>
        <source>The loss before this epoch&apos;s step, as the classic script prints it</source>
        <translation>이번 에포크의 step() 전 손실이며, 원래 스크립트가 출력하는 값과 같습니다</translation>
    </message>
    <message>
        <source>{decimals} decimals</source>
        <translation>소수 {decimals}자리</translation>
    </message>
    <message>
        <source>{decimals} dec.</source>
        <translation>{decimals}자리</translation>
    </message>
    <message>
        <source>.grad holds</source>
        <translation>.grad에 쌓인 값</translation>
    </message>
    <message>
        <source>this epoch&apos;s own</source>
        <translation>이번 그래디언트</translation>
    </message>
    <message>
        <source>Decimals of the loss</source>
        <translation>손실의 소수 자릿수</translation>
    </message>
    <message>
        <source>the line</source>
        <translation>직선</translation>
    </message>
    <message>
        <source>loss, a mean of squares</source>
        <translation>손실(제곱의 평균)</translation>
    </message>
    <message>
        <source>this epoch&apos;s own gradient of W</source>
        <translation>이번 에포크의 W 그래디언트</translation>
    </message>
    <message>
        <source>this epoch&apos;s own gradient of b</source>
        <translation>이번 에포크의 b 그래디언트</translation>
    </message>
    <message>
        <source>not as in the lesson</source>
        <translation>수업과 다른 설정</translation>
    </message>
    <message>
        <source>value (std. x)</source>
        <translation>값 (표준화한 x)</translation>
    </message>
    <message>
        <source>value</source>
        <translation>값</translation>
    </message>
    <message>
        <source>reads as 0 since epoch {epoch}; it is 0</source>
        <translation>에포크 {epoch}부터 0으로 보이며, 실제로 0입니다</translation>
    </message>
    <message>
        <source>reads as 0 since epoch {epoch}; it is {loss}</source>
        <translation>에포크 {epoch}부터 0으로 보이지만, 실제로는 {loss}입니다</translation>
    </message>
    <message>
        <source>reads as 0 since epoch {epoch}: {loss}</source>
        <translation>에포크 {epoch}부터 0처럼 보임: {loss}</translation>
    </message>
    <message>
        <source>reads as 0; it is {loss}</source>
        <translation>0처럼 보임(실제 {loss})</translation>
    </message>
</context>
<context>
    <name>RemedyNote</name>
    <message>
        <source>With this the run arrives; it counts from the next epoch on, and can be undone</source>
        <translation>이렇게 하면 정해진 에포크 안에 수렴합니다. 다음 에포크부터 적용되며 실행 취소할 수 있습니다</translation>
    </message>
</context>
<context>
    <name>RunNames</name>
    <message>
        <source>momentum {momentum}</source>
        <translation>모멘텀 {momentum}</translation>
    </message>
    <message>
        <source>Nesterov</source>
        <translation>네스테로프</translation>
    </message>
    <message>
        <source>without Nesterov</source>
        <translation>네스테로프 없음</translation>
    </message>
    <message>
        <source>standardised x</source>
        <translation>표준화한 x</translation>
    </message>
    <message>
        <source>raw x</source>
        <translation>원래 x</translation>
    </message>
    <message>
        <source>backward() twice</source>
        <translation>backward() 두 번</translation>
    </message>
    <message>
        <source>backward() once</source>
        <translation>backward() 한 번</translation>
    </message>
    <message>
        <source>no step()</source>
        <translation>step() 없음</translation>
    </message>
    <message>
        <source>seed {seed}</source>
        <translation>시드 {seed}</translation>
    </message>
    <message>
        <source>points: {rows}</source>
        <translation>점 {rows}개</translation>
    </message>
    <message>
        <source>zero_grad() first</source>
        <translation>zero_grad() 맨 앞</translation>
    </message>
    <message>
        <source>with zero_grad()</source>
        <translation>zero_grad() 있음</translation>
    </message>
    <message>
        <source>zero_grad() before step()</source>
        <translation>zero_grad()를 step() 앞에서</translation>
    </message>
    <message>
        <source>zero_grad() last</source>
        <translation>zero_grad() 맨 뒤</translation>
    </message>
    <message>
        <source>no zero_grad()</source>
        <translation>zero_grad() 없음</translation>
    </message>
    <message>
        <source>, every {every}</source>
        <translation>, {every} 에포크마다</translation>
    </message>
    <message>
        <source>mini-batches of {rows}</source>
        <translation>미니배치 {rows}개씩</translation>
    </message>
    <message>
        <source>{parts} parts</source>
        <translation>{parts}부분으로 누적</translation>
    </message>
    <message>
        <source>whole batch</source>
        <translation>전체 배치</translation>
    </message>
    <message>
        <source>from W {W}, b {b}</source>
        <translation>시작 W {W}, b {b}</translation>
    </message>
    <message>
        <source>from random numbers</source>
        <translation>무작위 시작</translation>
    </message>
    <message>
        <source>from zeros</source>
        <translation>0에서 시작</translation>
    </message>
</context>
<context>
    <name>RunStatus</name>
    <message>
        <source>{pace} epochs/s</source>
        <translation>초당 {pace} 에포크</translation>
    </message>
    <message>
        <source>{pace} epoch/s</source>
        <translation>초당 {pace} 에포크</translation>
    </message>
    <message>
        <source>Nothing has changed: that step does not go together with these data</source>
        <translation>바뀐 것이 없습니다. 그 단계는 지금 데이터와 함께 쓸 수 없습니다.</translation>
    </message>
    <message>
        <source>{file} is written, in {folder}</source>
        <translation>저장했습니다: {file} (폴더: {folder})</translation>
    </message>
    <message>
        <source>{file} is written, in {folder}, without the runs beside it</source>
        <translation>저장했습니다(비교한 실행은 제외): {file} (폴더: {folder})</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>폴더 열기</translation>
    </message>
    <message>
        <source>Open the folder that the file is in</source>
        <translation>파일이 있는 폴더를 엽니다</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Go back to what was here before; Pause stays where the run is now</source>
        <translation>이전에 있던 것으로 돌아갑니다. 일시 정지는 지금 위치에서 멈춥니다</translation>
    </message>
    <message>
        <source>Run again</source>
        <translation>다시 실행</translation>
    </message>
    <message>
        <source>Back to the start, and run (Space)</source>
        <translation>처음부터 다시 실행합니다 (Space)</translation>
    </message>
    <message>
        <source>1000 more</source>
        <translation>1000번 더</translation>
    </message>
    <message>
        <source>Raise Epochs by 1000, and run on</source>
        <translation>에포크 수를 1000 늘려 이어서 실행합니다</translation>
    </message>
    <message>
        <source>Unsaved work is not being kept: {why}</source>
        <translation>저장하지 않은 작업이 보관되지 않습니다: {why}</translation>
    </message>
    <message>
        <source>Travelled back to the start. Run begins anew; Undo then brings back what was.</source>
        <translation>시작점으로 돌아감. 실행하면 새로 시작하며, 그 뒤에 되돌리기를 하면 원래 과정이 되살아납니다.</translation>
    </message>
    <message>
        <source>Travelled back to epoch {shown}. Run goes on from here; Undo then brings back what was.</source>
        <translation>에포크 {shown} 시점으로 돌아감. 실행하면 여기서 이어지며, 그 뒤에 되돌리기를 하면 원래 과정이 되살아납니다.</translation>
    </message>
    <message>
        <source>Opening: the run is repeated up to epoch {last}, {share} % done</source>
        <translation>여는 중: 에포크 {last}까지 다시 학습합니다, {share} % 완료</translation>
    </message>
    <message>
        <source>Finished: {done} epoch done.</source>
        <translation>끝: {done} 에포크 완료.</translation>
    </message>
    <message>
        <source>Finished: {done} epochs done.</source>
        <translation>끝: {done} 에포크 완료.</translation>
    </message>
    <message>
        <source>Ready: follow the lesson</source>
        <translation>준비됨: 수업 안내를 따라 하세요</translation>
    </message>
    <message>
        <source>Preparing PyTorch …</source>
        <translation>PyTorch를 준비하는 중 …</translation>
    </message>
    <message>
        <source>Running to epoch {last}</source>
        <translation>에포크 {last}까지 실행 중</translation>
    </message>
    <message>
        <source>Stopped at epoch {at}: the numbers overflowed</source>
        <translation>에포크 {at}에서 멈춤: 수가 넘쳤습니다</translation>
    </message>
    <message>
        <source>Stopped by a fault after {done} epoch. Press Reset.</source>
        <translation>에포크 {done}개를 마친 뒤 오류로 멈췄습니다. ‘처음부터’를 누르세요.</translation>
    </message>
    <message>
        <source>Stopped by a fault after {done} epochs. Press Reset.</source>
        <translation>에포크 {done}개를 마친 뒤 오류로 멈췄습니다. ‘처음부터’를 누르세요.</translation>
    </message>
    <message>
        <source>Ready: press Run</source>
        <translation>준비됨: 실행을 누르세요</translation>
    </message>
    <message>
        <source>Inside epoch {at}: ↓ runs the line that is lit</source>
        <translation>에포크 {at} 안: ↓ 키로 표시된 줄을 실행합니다</translation>
    </message>
    <message>
        <source>Paused: {done} of {epochs} epochs done</source>
        <translation>일시 정지: {epochs} 에포크 중 {done} 완료</translation>
    </message>
</context>
<context>
    <name>RunsLegend</name>
    <message>
        <source>{run} (another surface)</source>
        <translation>{run} (손실 지형이 다름)</translation>
    </message>
    <message>
        <source>this run</source>
        <translation>이 실행</translation>
    </message>
</context>
<context>
    <name>SeedBench</name>
    <message>
        <source>Run the line with manual_seed in each round, or leave it out</source>
        <translation>뽑을 때마다 manual_seed 줄을 실행하거나, 빼고 실행합니다</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>시드</translation>
    </message>
    <message>
        <source>Draw twice</source>
        <translation>두 번 뽑기</translation>
    </message>
    <message>
        <source>Run these lines: torch draws two numbers from 0 to 1</source>
        <translation>이 줄들을 실행합니다. torch가 0부터 1 사이의 수 두 개를 뽑습니다</translation>
    </message>
    <message>
        <source>Clear all</source>
        <translation>모두 지우기</translation>
    </message>
    <message>
        <source>Forget what has been drawn</source>
        <translation>지금까지 뽑은 수를 모두 지웁니다</translation>
    </message>
    <message>
        <source>seed</source>
        <translation>시드</translation>
    </message>
    <message>
        <source>The numbers drawn, newest on top</source>
        <translation>뽑은 수, 맨 위가 가장 최근</translation>
    </message>
    <message>
        <source>Draw again and again: do the same numbers come?</source>
        <translation>거듭 뽑아 보세요. 같은 수가 나올까요?</translation>
    </message>
    <message>
        <source>Draw once more: do the same two numbers come?</source>
        <translation>한 번 더 뽑아 보세요. 같은 두 수가 나올까요?</translation>
    </message>
    <message>
        <source>The same two numbers, {count} times in a row</source>
        <translation>{count}번 연속 같은 두 수</translation>
    </message>
    <message>
        <source>The same two numbers as in round {round}</source>
        <translation>{round}번째와 같은 두 수</translation>
    </message>
    <message>
        <source>Other numbers each time</source>
        <translation>매번 다른 수</translation>
    </message>
    <message>
        <source>Other numbers this time</source>
        <translation>이번에는 다른 수</translation>
    </message>
</context>
<context>
    <name>SetUp</name>
    <message>
        <source>The {rows} numbers of x as a tensor, one in a row: its shape is ({rows}, 1).</source>
        <translation>x의 수 {rows}개를 한 행에 하나씩 담은 텐서입니다. 모양은 ({rows}, 1)입니다.</translation>
    </message>
    <message>
        <source>The {rows} numbers of y as a tensor, one in a row: its shape is ({rows}, 1).</source>
        <translation>y의 수 {rows}개를 한 행에 하나씩 담은 텐서입니다. 모양은 ({rows}, 1)입니다.</translation>
    </message>
    <message>
        <source>Whatever is drawn at random from here on begins with the seed {seed}, and is the same each time.</source>
        <translation>이제부터 무작위로 뽑는 것은 모두 시드 {seed}에서 시작하므로 매번 같습니다.</translation>
    </message>
    <message>
        <source>W begins at {W}; requires_grad has backward() find a gradient for it.</source>
        <translation>W는 {W}에서 시작합니다. requires_grad가 있어 backward()가 W의 그래디언트를 구합니다.</translation>
    </message>
    <message>
        <source>b begins at {b}; requires_grad has backward() find a gradient for it.</source>
        <translation>b는 {b}에서 시작합니다. requires_grad가 있어 backward()가 b의 그래디언트를 구합니다.</translation>
    </message>
    <message>
        <source>The optimizer is handed W and b, which its step() will move, and the learning rate {lr}.</source>
        <translation>옵티마이저에 step()으로 움직일 W와 b, 학습률({lr})을 넘깁니다.</translation>
    </message>
    <message>
        <source>The optimizer is handed W and b, which its step() will move, the learning rate {lr} and the momentum {momentum}.</source>
        <translation>옵티마이저에 step()으로 움직일 W와 b, 학습률({lr}), 모멘텀({momentum})을 넘깁니다.</translation>
    </message>
    <message>
        <source>Before the loop: x_train … optimizer</source>
        <translation>루프 앞: x_train … optimizer</translation>
    </message>
    <message>
        <source>Before the loop: … optimizer (momentum={momentum})</source>
        <translation>루프 앞: … optimizer (momentum={momentum})</translation>
    </message>
    <message>
        <source>Before the loop</source>
        <translation>루프 앞</translation>
    </message>
    <message>
        <source>The lines before the loop, which have been run when the run was made</source>
        <translation>루프 앞의 줄들입니다. 실행을 준비할 때 이미 실행되었습니다</translation>
    </message>
</context>
<context>
    <name>Sheet</name>
    <message>
        <source>Results of the lesson</source>
        <translation>수업 결과</translation>
    </message>
    <message>
        <source>Worksheet</source>
        <translation>활동지</translation>
    </message>
    <message>
        <source>Key to the worksheet</source>
        <translation>활동지 정답</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>이름</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>반</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>날짜</translation>
    </message>
    <message>
        <source>Why do you think so?</source>
        <translation>왜 그렇게 생각하나요?</translation>
    </message>
    <message>
        <source>Not done yet</source>
        <translation>아직 하지 않음</translation>
    </message>
    <message>
        <source>A number:</source>
        <translation>숫자로:</translation>
    </message>
    <message>
        <source>Nothing was predicted</source>
        <translation>예측하지 않음</translation>
    </message>
    <message>
        <source>Right: {answer}</source>
        <translation>맞는 답: {answer}</translation>
    </message>
    <message>
        <source>Quiz {seed}</source>
        <translation>퀴즈 {seed}</translation>
    </message>
    <message>
        <source>{right} of {all} is right</source>
        <translation>{all}문제 중 {right}문제 맞음</translation>
    </message>
    <message>
        <source>{right} of {all} are right</source>
        <translation>{all}문제 중 {right}문제 맞음</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>끝내 안 된다</translation>
    </message>
    <message>
        <source>right</source>
        <translation>정답</translation>
    </message>
    <message>
        <source>wrong</source>
        <translation>오답</translation>
    </message>
    <message>
        <source>name</source>
        <translation>이름</translation>
    </message>
    <message>
        <source>class</source>
        <translation>반</translation>
    </message>
    <message>
        <source>date</source>
        <translation>날짜</translation>
    </message>
    <message>
        <source>row</source>
        <translation>종류</translation>
    </message>
    <message>
        <source>title</source>
        <translation>제목</translation>
    </message>
    <message>
        <source>question</source>
        <translation>질문</translation>
    </message>
    <message>
        <source>answer</source>
        <translation>답</translation>
    </message>
    <message>
        <source>hands</source>
        <translation>손든 수</translation>
    </message>
    <message>
        <source>verdict</source>
        <translation>맞고 틀림</translation>
    </message>
    <message>
        <source>right answer</source>
        <translation>맞는 답</translation>
    </message>
    <message>
        <source>page</source>
        <translation>쪽</translation>
    </message>
    <message>
        <source>measured</source>
        <translation>측정값</translation>
    </message>
    <message>
        <source>prediction</source>
        <translation>예측</translation>
    </message>
    <message>
        <source>vote</source>
        <translation>손 든 수</translation>
    </message>
    <message>
        <source>quiz</source>
        <translation>퀴즈</translation>
    </message>
</context>
<context>
    <name>SheetDialog</name>
    <message>
        <source>Sheet of the lesson</source>
        <translation>수업 기록지</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>이름</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>반</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>날짜</translation>
    </message>
    <message>
        <source>What to make</source>
        <translation>만들 것</translation>
    </message>
    <message>
        <source>Results of this class</source>
        <translation>이 반의 결과</translation>
    </message>
    <message>
        <source>Empty worksheet</source>
        <translation>빈 활동지</translation>
    </message>
    <message>
        <source>Key to the worksheet</source>
        <translation>활동지 정답</translation>
    </message>
    <message>
        <source>A worksheet is for a class without computers; its quiz is that of the seed</source>
        <translation>활동지는 컴퓨터 없는 수업에 씁니다. 퀴즈는 지금 시드의 것입니다</translation>
    </message>
    <message>
        <source>Save as PDF …</source>
        <translation>PDF로 저장…</translation>
    </message>
    <message>
        <source>Save as CSV …</source>
        <translation>CSV로 저장…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>Predictions, votes, measured results and quiz, as far as they have come</source>
        <translation>예상, 손 든 수, 측정 결과, 퀴즈를 지금까지 한 만큼 담습니다</translation>
    </message>
    <message>
        <source>Every question with room to write, and the quiz; no answers</source>
        <translation>모든 질문과 쓸 자리, 퀴즈를 담습니다. 답은 없습니다</translation>
    </message>
    <message>
        <source>The right answers and their explanations, with numbers computed now</source>
        <translation>맞는 답과 설명을 담습니다. 수는 지금 계산합니다</translation>
    </message>
</context>
<context>
    <name>SideView</name>
    <message>
        <source>The bowl of the loss from the side</source>
        <translation>옆에서 본 손실의 그릇</translation>
    </message>
    <message>
        <source>The bowl from the side</source>
        <translation>옆에서 본 그릇</translation>
    </message>
    <message>
        <source>The loss, cut along the direction in which it is steepest: 0 is its lowest point
A stem goes up from a marble to its whole loss
The ruler shows how far a step may reach before the marble leaves the bowl</source>
        <translation>손실을 가장 가파른 방향으로 자른 모습입니다. 0이 가장 낮은 곳입니다
구슬에서 위로 그은 선은 전체 손실까지 이어집니다
자는 구슬이 그릇을 벗어나지 않고 한 걸음에 갈 수 있는 거리를 보여 줍니다</translation>
    </message>
    <message>
        <source>stops short</source>
        <translation>못 미침</translation>
    </message>
    <message>
        <source>swings across</source>
        <translation>건너편에 닿음</translation>
    </message>
    <message>
        <source>leaves the bowl</source>
        <translation>그릇을 벗어남</translation>
    </message>
    <message>
        <source>the marble is at {place}, its loss is {loss}</source>
        <translation>구슬의 위치 {place}, 손실 {loss}</translation>
    </message>
    <message>
        <source>the next step leads to {place}</source>
        <translation>다음 걸음이 닿을 곳 {place}</translation>
    </message>
    <message>
        <source>along the steepest direction of W and b</source>
        <translation>W와 b의 가장 가파른 방향</translation>
    </message>
    <message>
        <source>loss</source>
        <translation>손실</translation>
    </message>
    <message>
        <source>— next step</source>
        <translation>— 다음 걸음</translation>
    </message>
    <message>
        <source>- - −lr · gradient</source>
        <translation>- - −lr · 그래디언트</translation>
    </message>
    <message>
        <source>○ where it lands</source>
        <translation>○ 닿을 곳</translation>
    </message>
    <message>
        <source>| whole loss</source>
        <translation>| 전체 손실</translation>
    </message>
</context>
<context>
    <name>SideWords</name>
    <message>
        <source>Each swing goes higher</source>
        <translation>흔들림이 갈수록 높아집니다</translation>
    </message>
    <message>
        <source>{number} has left the bowl</source>
        <translation>{number}: 그릇을 벗어남</translation>
    </message>
    <message>
        <source>It has left the bowl</source>
        <translation>그릇을 벗어났습니다</translation>
    </message>
    <message>
        <source>A step goes {share} % of the way to the bottom; the limit is 200 %, at lr {limit}</source>
        <translation>한 걸음에 바닥까지 거리의 {share} %를 갑니다. 한계는 200 %(lr {limit})</translation>
    </message>
    <message>
        <source>A step goes {share} % of the way; limit: 200 %</source>
        <translation>한 걸음에 바닥까지의 {share} %, 한계 200 %</translation>
    </message>
    <message>
        <source>{share} % of the way</source>
        <translation>바닥까지의 {share} %</translation>
    </message>
    <message>
        <source>Where the next step leads depends on the rows that are drawn</source>
        <translation>다음 걸음은 어떤 행이 뽑히느냐에 달려 있습니다</translation>
    </message>
    <message>
        <source>No step moves it</source>
        <translation>step()을 해도 움직이지 않습니다</translation>
    </message>
    <message>
        <source>Nothing slows it: as long as lr is below {limit}, it turns at the same height for ever</source>
        <translation>멈추게 하는 것이 없습니다. lr이 {limit}보다 작으면 같은 높이에서 끝없이 되돌아옵니다</translation>
    </message>
    <message>
        <source>It turns at the line, for ever</source>
        <translation>선 높이에서 끝없이 되돌아옵니다</translation>
    </message>
    <message>
        <source>Each swing goes higher: it leaves the bowl; lr must be below {limit}</source>
        <translation>흔들림이 갈수록 높아져 그릇을 벗어납니다. lr은 {limit}보다 작아야 합니다</translation>
    </message>
    <message>
        <source>It comes to rest at the bottom, as long as lr is below {limit}</source>
        <translation>lr이 {limit}보다 작으면 바닥에서 멈춥니다</translation>
    </message>
    <message>
        <source>It comes to rest at the bottom</source>
        <translation>바닥에서 멈춥니다</translation>
    </message>
    <message>
        <source>It leaves the bowl; lr must be below {limit}</source>
        <translation>그릇을 벗어납니다. lr은 {limit}보다 작아야 합니다</translation>
    </message>
    <message>
        <source>It leaves the bowl</source>
        <translation>그릇을 벗어납니다</translation>
    </message>
</context>
<context>
    <name>Sound</name>
    <message>
        <source>Sound on: the larger the loss, the higher</source>
        <translation>소리 켬: 손실이 클수록 높은 소리입니다</translation>
    </message>
    <message>
        <source>Sound off</source>
        <translation>소리 끔</translation>
    </message>
    <message>
        <source>Install slopewise[sound] to hear the run</source>
        <translation>실행을 소리로 들으려면 slopewise[sound]를 설치하세요</translation>
    </message>
    <message>
        <source>No sound device was found; the View menu looks again when it opens</source>
        <translation>소리 장치를 찾지 못했습니다. 보기 메뉴를 열면 다시 찾습니다</translation>
    </message>
    <message>
        <source>The sound device went away; the View menu looks again when it opens</source>
        <translation>소리 장치가 사라졌습니다. 보기 메뉴를 열면 다시 찾습니다</translation>
    </message>
</context>
<context>
    <name>StartControls</name>
    <message>
        <source>Seed</source>
        <translation>시드</translation>
    </message>
    <message>
        <source>W and b</source>
        <translation>W와 b</translation>
    </message>
    <message>
        <source>Seed and start</source>
        <translation>시드와 시작값</translation>
    </message>
    <message>
        <source>zeros</source>
        <translation>0에서 시작</translation>
    </message>
    <message>
        <source>numbers</source>
        <translation>직접 입력</translation>
    </message>
    <message>
        <source>random</source>
        <translation>무작위</translation>
    </message>
    <message>
        <source>initial W</source>
        <translation>W의 시작값</translation>
    </message>
    <message>
        <source>initial b</source>
        <translation>b의 시작값</translation>
    </message>
    <message>
        <source>Without it, each Reset draws another seed: the run cannot be repeated</source>
        <translation>끄면 처음부터 다시 할 때마다 시드를 새로 뽑으므로 같은 실행을 되풀이할 수 없습니다</translation>
    </message>
    <message>
        <source>show the last run</source>
        <translation>이전 실행 겹쳐 보기</translation>
    </message>
    <message>
        <source>Keep the run before Reset as a grey curve: is this one the same?</source>
        <translation>바로 앞의 실행을 회색 곡선으로 남깁니다. 이번 실행과 같을까요?</translation>
    </message>
    <message>
        <source>This start counts from the next Reset on.</source>
        <translation>이 시작값은 ‘처음부터’를 누르면 쓰입니다.</translation>
    </message>
    <message>
        <source>The same as the last run in its one epoch, to the last bit.</source>
        <translation>하나뿐인 에포크가 이전 실행과 마지막 비트까지 같습니다.</translation>
    </message>
    <message>
        <source>The same as the last run in all {count} epochs, to the last bit.</source>
        <translation>{count}개 에포크 모두 이전 실행과 마지막 비트까지 같습니다.</translation>
    </message>
    <message>
        <source>Parts from the last run at epoch {epoch}.</source>
        <translation>에포크 {epoch}부터 이전 실행과 갈라집니다.</translation>
    </message>
    <message>
        <source>No manual_seed(): each Reset gives another run.</source>
        <translation>manual_seed()가 없으면 처음부터 다시 할 때마다 다른 실행이 됩니다.</translation>
    </message>
    <message>
        <source>The seed decides which W and b are drawn, and the order of the rows.</source>
        <translation>시드가 어떤 W와 b를 뽑을지, 행을 어떤 순서로 섞을지 정합니다.</translation>
    </message>
    <message>
        <source>The seed decides which W and b are drawn.</source>
        <translation>어떤 W와 b가 뽑힐지는 시드가 정합니다.</translation>
    </message>
    <message>
        <source>The seed decides the order of the rows.</source>
        <translation>시드가 행을 섞는 순서를 정합니다.</translation>
    </message>
    <message>
        <source>Nothing is drawn at random here: the seed changes nothing.</source>
        <translation>여기서는 무작위로 뽑는 것이 없어 시드를 바꿔도 달라지지 않습니다.</translation>
    </message>
</context>
<context>
    <name>Timeline</name>
    <message>
        <source>start</source>
        <translation>시작점</translation>
    </message>
    <message>
        <source>running</source>
        <translation>실행 중</translation>
    </message>
    <message>
        <source>epoch {epoch} of {epochs}</source>
        <translation>전체 {epochs} 에포크 중 {epoch}</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>되감기</translation>
    </message>
    <message>
        <source>Epoch that is shown</source>
        <translation>보이는 에포크</translation>
    </message>
    <message>
        <source>Drag to travel back; ← steps back one epoch, Home goes to the start</source>
        <translation>끌어서 과거로 돌아갑니다. ← 한 에포크 뒤로, Home 시작점으로</translation>
    </message>
    <message>
        <source>Go to epoch</source>
        <translation>에포크로 이동</translation>
    </message>
    <message>
        <source>Runs to this epoch and stops there, or travels to it where it is recorded (Ctrl+G)</source>
        <translation>이 에포크까지 실행하고 멈춥니다. 이미 기록된 에포크이면 그 시점으로 이동합니다 (Ctrl+G)</translation>
    </message>
    <message>
        <source>Go</source>
        <translation>이동</translation>
    </message>
    <message>
        <source>Go to this epoch</source>
        <translation>이 에포크로 이동</translation>
    </message>
</context>
<context>
    <name>ToolBar</name>
    <message>
        <source>as fast as it goes</source>
        <translation>최대한 빠르게</translation>
    </message>
    <message>
        <source>{speed} epochs a second</source>
        <translation>1초에 {speed} 에포크</translation>
    </message>
    <message>
        <source>{speed} epoch a second</source>
        <translation>1초에 {speed} 에포크</translation>
    </message>
    <message>
        <source>{speed} epochs/s</source>
        <translation>초당 {speed} 에포크</translation>
    </message>
    <message>
        <source>{speed} epoch/s</source>
        <translation>초당 {speed} 에포크</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>속도</translation>
    </message>
</context>
<context>
    <name>TrainingControls</name>
    <message>
        <source>Training</source>
        <translation>학습</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>학습률</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>에포크 수</translation>
    </message>
    <message>
        <source>Counts from the next epoch on</source>
        <translation>다음 에포크부터 적용됩니다</translation>
    </message>
</context>
<context>
    <name>Waiting</name>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
</context>
<context>
    <name>_Asked</name>
    <message>
        <source>Look again: {page}</source>
        <translation>다시 보기: {page}</translation>
    </message>
    <message>
        <source>Open the page that this question comes from</source>
        <translation>이 문제가 나온 쪽을 엽니다</translation>
    </message>
</context>
</TS>
