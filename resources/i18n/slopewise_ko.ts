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
        <source>Slopewise is free under the MIT licence; its fonts under the SIL Open Font License.</source>
        <translation>Slopewise는 MIT 라이선스로, 글꼴은 SIL 오픈 폰트 라이선스로 자유롭게 쓸 수 있습니다.</translation>
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
        <source>Run the five lines once and stop</source>
        <translation>다섯 줄을 한 번 실행하고 멈춥니다</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>초기화</translation>
    </message>
    <message>
        <source>Back to the start, with the settings as they are now</source>
        <translation>지금 설정 그대로 처음으로 돌아갑니다</translation>
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
        <source>Logarithmic loss axis</source>
        <translation>손실 축을 로그로</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>전체 화면</translation>
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
        <source>Pause</source>
        <translation>일시 정지</translation>
    </message>
</context>
<context>
    <name>Banner</name>
    <message>
        <source>Stopped at epoch {epoch}: the numbers overflowed</source>
        <translation>에포크 {epoch}에서 멈춤: 수가 너무 커졌습니다</translation>
    </message>
    <message>
        <source>The learning rate {lr} is below the limit {limit} of these data; W and b had already gone too far for float32. Reset brings everything back.</source>
        <translation>학습률 {lr}은(는) 이 데이터의 한계 {limit}보다 작지만, W와 b가 이미 float32로 나타낼 수 없을 만큼 멀리 가 있었습니다. 초기화하면 모두 처음으로 돌아갑니다.</translation>
    </message>
    <message>
        <source>The learning rate {lr} is above the limit {limit} of these data, so each step overshoots the minimum by more than the last. Choose a smaller one; Reset brings everything back.</source>
        <translation>학습률 {lr}이(가) 이 데이터의 한계 {limit}보다 커서, 한 걸음마다 최솟값을 앞서보다 더 크게 지나칩니다. 더 작은 값을 고르세요. 초기화하면 모두 처음으로 돌아갑니다.</translation>
    </message>
    <message>
        <source>With zero_grad() skipped, the learning rate {lr} is above the limit {limit} of these data, so the swing grows without end. Choose a smaller one; Reset brings everything back.</source>
        <translation>zero_grad()를 건너뛸 때의 한계 {limit}보다 학습률 {lr}이(가) 커서, 흔들림이 끝없이 커집니다. 더 작은 값을 고르세요. 초기화하면 모두 처음으로 돌아갑니다.</translation>
    </message>
</context>
<context>
    <name>ChangeMarks</name>
    <message>
        <source>no zero_grad</source>
        <translation>zero_grad 없음</translation>
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
        <source>backward() adds to .grad. zero_grad() empties it first, so .grad holds this epoch&apos;s own gradient alone: the slope of the loss at the present W and b. step() walks down that slope.</source>
        <translation>backward()는 .grad에 더합니다. zero_grad()가 먼저 비워 두므로 .grad에는 이번 에포크의 기울기만, 곧 지금 W와 b에서 손실의 기울기만 남습니다. step()은 그 기울기를 따라 내려갑니다.</translation>
    </message>
    <message>
        <source>backward() adds to .grad, and nothing will empty it: the gradients of all epochs pile up.</source>
        <translation>backward()는 .grad에 더하는데 아무도 비우지 않으므로, 모든 에포크의 기울기가 쌓입니다.</translation>
    </message>
    <message>
        <source>In .grad stands the sum of {count} gradients, those of epochs {first} to {last}. step() takes that sum for the slope at the present W and b, and so runs past the minimum. The loss shown is still the true error: what is wrong is .grad.</source>
        <translation>.grad에는 에포크 {first}부터 {last}까지 기울기 {count}개의 합이 들어 있습니다. step()은 그 합을 지금 W와 b에서의 기울기로 여기므로 최솟값을 지나쳐 버립니다. 화면의 손실은 여전히 실제 오차입니다. 틀린 것은 .grad입니다.</translation>
    </message>
</context>
<context>
    <name>FitPlot</name>
    <message>
        <source>Fit</source>
        <translation>직선 맞추기</translation>
    </message>
    <message>
        <source>x_train: hours studied (independent variable)</source>
        <translation>x_train: 공부한 시간 (독립 변수)</translation>
    </message>
    <message>
        <source>y_train: exam score (dependent variable)</source>
        <translation>y_train: 시험 점수 (종속 변수)</translation>
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
</context>
<context>
    <name>GradientPlot</name>
    <message>
        <source>Gradients</source>
        <translation>기울기</translation>
    </message>
    <message>
        <source>of W</source>
        <translation>W의 기울기</translation>
    </message>
    <message>
        <source>epoch</source>
        <translation>에포크</translation>
    </message>
    <message>
        <source>of b</source>
        <translation>b의 기울기</translation>
    </message>
    <message>
        <source>— in .grad</source>
        <translation>— .grad의 값</translation>
    </message>
    <message>
        <source>— this epoch&apos;s own</source>
        <translation>— 이번 에포크의 기울기</translation>
    </message>
</context>
<context>
    <name>LossPlot</name>
    <message>
        <source>Loss</source>
        <translation>손실</translation>
    </message>
    <message>
        <source>epoch</source>
        <translation>에포크</translation>
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
    <name>MainWindow</name>
    <message>
        <source>File</source>
        <translation>파일</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>실행</translation>
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
        <source>Colours</source>
        <translation>색</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>언어</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>속도</translation>
    </message>
    <message>
        <source>Speed in epochs a second</source>
        <translation>초당 에포크 수로 나타낸 속도</translation>
    </message>
    <message>
        <source>as fast as it goes</source>
        <translation>가장 빠르게</translation>
    </message>
    <message>
        <source>{speed} epochs/s</source>
        <translation>초당 {speed} 에포크</translation>
    </message>
    <message>
        <source>Loading PyTorch …</source>
        <translation>PyTorch를 불러오는 중 …</translation>
    </message>
    <message>
        <source>Ready: {done} of {epochs} epochs done</source>
        <translation>준비됨: {epochs} 에포크 중 {done} 완료</translation>
    </message>
    <message>
        <source>Paused: {done} of {epochs} epochs done</source>
        <translation>일시 정지: {epochs} 에포크 중 {done} 완료</translation>
    </message>
    <message>
        <source>Running to epoch {last}</source>
        <translation>에포크 {last}까지 실행 중</translation>
    </message>
    <message>
        <source>Finished: {done} epochs done. Raise Epochs to go on, or press Reset.</source>
        <translation>끝: {done} 에포크 완료. 계속하려면 에포크 수를 늘리고, 다시 하려면 초기화를 누르세요.</translation>
    </message>
    <message>
        <source>Stopped at epoch {at}: the numbers overflowed. Press Reset.</source>
        <translation>에포크 {at}에서 멈춤: 수가 너무 커졌습니다. 초기화를 누르세요.</translation>
    </message>
    <message>
        <source>{pace} epochs/s</source>
        <translation>초당 {pace} 에포크</translation>
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
        <source>decimals</source>
        <translation>소수 자리</translation>
    </message>
    <message>
        <source>value</source>
        <translation>값</translation>
    </message>
    <message>
        <source>in .grad</source>
        <translation>.grad의 값</translation>
    </message>
    <message>
        <source>this epoch&apos;s own</source>
        <translation>이번 에포크</translation>
    </message>
    <message>
        <source>Decimals of the loss</source>
        <translation>손실의 소수 자릿수</translation>
    </message>
    <message>
        <source>reads as 0 since epoch {epoch}; it is 0</source>
        <translation>에포크 {epoch}부터 0으로 보이며, 실제로 0입니다</translation>
    </message>
    <message>
        <source>reads as 0 since epoch {epoch}; it is {loss}</source>
        <translation>에포크 {epoch}부터 0으로 보이지만, 실제로는 {loss}입니다</translation>
    </message>
</context>
<context>
    <name>StartControls</name>
    <message>
        <source>Start</source>
        <translation>시작</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>시드</translation>
    </message>
    <message>
        <source>W and b</source>
        <translation>W와 b</translation>
    </message>
    <message>
        <source>zeros</source>
        <translation>0</translation>
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
        <translation>W의 처음 값</translation>
    </message>
    <message>
        <source>initial b</source>
        <translation>b의 처음 값</translation>
    </message>
    <message>
        <source>This start counts from the next Reset on.</source>
        <translation>이 시작 값은 다음 초기화부터 쓰입니다.</translation>
    </message>
    <message>
        <source>The seed decides which W and b are drawn.</source>
        <translation>어떤 W와 b가 뽑힐지는 시드가 정합니다.</translation>
    </message>
    <message>
        <source>Nothing is drawn at random here: the seed changes nothing.</source>
        <translation>여기서는 무작위로 뽑는 것이 없어 시드를 바꿔도 달라지지 않습니다.</translation>
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
        <source>Skip zero_grad()</source>
        <translation>zero_grad() 건너뛰기</translation>
    </message>
    <message>
        <source>Leave out optimizer.zero_grad() from the next epoch on (Z)</source>
        <translation>다음 에포크부터 optimizer.zero_grad()를 호출하지 않습니다 (Z)</translation>
    </message>
    <message>
        <source>Counts from the next epoch on</source>
        <translation>다음 에포크부터 적용됩니다</translation>
    </message>
</context>
</TS>
