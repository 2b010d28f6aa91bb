namespace Cer.Apps;

/// <remarks>How it begins: with its folder.</remarks>
public sealed partial class Collector
{
    private void Load()
    {
        (_states, var broken) = MeterStates.Load(StatePath);
        if (broken) LogBroken();
        (_states, var changed) = MeterEntities.Of(_states, _meters, _named, Now);
        foreach (var meter in changed) LogAnew(meter.Name);
        Save();
    }

    private async Task LeaveAsync(CancellationToken cancellation)
    {
        try
        {
            using var journal = await OpenAsync(cancellation);
            Load();
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            LogFailed(failure);
        }
    }

    /// <summary>The app that ran before may not have let go of its folder yet.</summary>
    private async Task<Journal> OpenAsync(CancellationToken cancellation)
    {
        for (var told = false; ; told = true)
        {
            try
            {
                return new(_folder, Math.Clamp(_platform.BacklogMegabytes, 2, 4096) * 1024L * 1024);
            }
            catch (IOException failure)
            {
                if (!told) LogFolder(failure.Message);
                await Task.Delay(TimeSpan.FromMilliseconds(500), cancellation);
            }
        }
    }
}
