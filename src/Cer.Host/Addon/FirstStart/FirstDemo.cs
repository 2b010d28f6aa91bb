using Cer.Host.Demo;
using Cer.Operations.Demo;
using Cer.Operations.Intake;

namespace Cer.Host.Addon.FirstStart;

/// <summary>Makes the invented community while the server runs, and says how far it is.</summary>
/// <remarks>Broken off it may be asked for again: what is stored is found unchanged.</remarks>
internal sealed partial class FirstDemo(
    IServiceProvider services, IHostApplicationLifetime life, ILogger<FirstDemo> logger, int months = InventCommunity.UsualMonths)
{
    private readonly Lock _gate = new();
    private Task _making = Task.CompletedTask;
    private volatile DemoState _state = new("none");

    public DemoState State => _state;

    /// <summary>Begins, unless it is at it.</summary>
    public void Start()
    {
        lock (_gate)
        {
            if (!_making.IsCompleted) return;
            _state = new("making");
            _making = Task.Run(() => MakeAsync(life.ApplicationStopping), CancellationToken.None);
        }
    }

    private async Task MakeAsync(CancellationToken cancellation)
    {
        try
        {
            var steps = new Steps(step => _state = new("making", step.Done, step.All));
            var declaration = ActivatorUtilities.CreateInstance<DemoDeclaration>(services);
            await using var intake = ActivatorUtilities.CreateInstance<TakeReadings>(services);
            var outcome = await ActivatorUtilities.CreateInstance<InventCommunity>(services, intake, declaration)
                .RunAsync(1, months, steps, cancellation);
            if (outcome is not DemoOutcome.NotEmpty) await DemoMoney.TellAsync(services, steps, cancellation);
            _state = outcome is DemoOutcome.NotEmpty ? new("refused") : new("made");
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The server stops.
        }
        catch (Exception failure)
        {
            LogFailed(failure.Message);
            _state = new("failed");
        }
    }

    [LoggerMessage(LogLevel.Error, "The invented community was not made whole, and may be asked for again: {Reason}")]
    private partial void LogFailed(string reason);

    private sealed class Steps(Action<DemoProgress> tell) : IProgress<DemoProgress>
    {
        public void Report(DemoProgress value) => tell(value);
    }
}
