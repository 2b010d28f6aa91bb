using Cer.Host.Documents;
using Cer.Host.Serve;

namespace Cer.Host.Tests.Serve;

/// <summary>Work that is done again and again, when the server stops in the middle of it.</summary>
public class RepeatedServiceTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_fails_because_the_server_takes_its_things_away_is_no_fault_of_the_service()
    {
        using var service = new Interrupted();
        await service.StartAsync(Cancellation);
        await service.Begun.Task.WaitAsync(TimeSpan.FromSeconds(60), Cancellation);
        await service.StopAsync(Cancellation);
        Assert.True(service.ExecuteTask!.IsCompletedSuccessfully);
        Assert.Equal(0, service.Told);
    }

    [Fact]
    public async Task Nor_of_a_loop_of_steps()
    {
        using var stopping = new CancellationTokenSource();
        var told = 0;
        await StepLoop.RunAsync(
            () =>
            {
                stopping.Cancel();
                throw new ObjectDisposedException("db");
            },
            _ => told++,
            (TimeSpan.FromHours(1), TimeSpan.FromHours(1)),
            TimeProvider.System,
            stopping.Token);
        Assert.Equal(0, told);
    }

    private sealed class Interrupted() : RepeatedService(TimeSpan.FromHours(1), TimeProvider.System)
    {
        public TaskCompletionSource Begun { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public int Told { get; private set; }

        protected override async Task WorkAsync(CancellationToken cancellation)
        {
            Begun.TrySetResult();
            await Task.Delay(Timeout.Infinite, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw new ObjectDisposedException("db");
        }

        protected override void TellFailure(string reason) => Told++;
    }
}
