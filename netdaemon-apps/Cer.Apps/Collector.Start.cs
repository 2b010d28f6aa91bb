namespace Cer.Apps;

/// <remarks>How it begins: with its folder, and what it missed.</remarks>
public sealed partial class Collector
{
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

    /// <summary>What was shown since the last sample, and what is shown now.</summary>
    private async Task CatchUpAsync(Journal journal, Forwarder forwarder, CancellationToken cancellation)
    {
        foreach (var meter in _meters)
        {
            foreach (var entity in meter.Entities)
            {
                var state = _states.GetValueOrDefault(meter.Key, MeterState.Empty);
                var since = (entity == meter.Counter ? state.Main : state.Second).Counter.Last?.At;
                if (since is { } from && _history is not null)
                {
                    try
                    {
                        foreach (var past in await _history.ReadAsync(entity, meter.Unit, from, Now, cancellation))
                            Take(meter, entity, past.Sample, past.IsHeld, journal, forwarder);
                    }
                    catch (Exception failure) when (failure is not OperationCanceledException)
                    {
                        LogNoHistory(meter.Name, failure.Message);
                    }
                }

                if (_ha.GetState(entity) is { } now) Show(meter, entity, now, journal, forwarder);
            }
        }
    }
}
