namespace Cer.Host.Gateway;

/// <summary>Keeps the bodies that are in memory at one time within bounds; who comes too early waits.</summary>
internal sealed class BodyBudget(int units = BodyBudget.Units) : IDisposable
{
    private const int UnitBytes = 64 * 1024;
    private const int Units = 2048;

    private readonly SemaphoreSlim _units = new(units);
    private readonly SemaphoreSlim _turn = new(1);

    /// <summary>Waits for room of so many bytes; give it back by disposing.</summary>
    public async Task<IDisposable> TakeAsync(long bytes, CancellationToken cancellation)
    {
        var wanted = (int)Math.Clamp((bytes + UnitBytes - 1) / UnitBytes, 1, units / 2);
        var taken = 0;
        // One at a time, in the order of arrival: two that each hold half of what they need would wait for ever.
        await _turn.WaitAsync(cancellation);
        try
        {
            while (taken < wanted)
            {
                await _units.WaitAsync(cancellation);
                taken++;
            }
        }
        catch (OperationCanceledException)
        {
            if (taken > 0) _units.Release(taken);
            throw;
        }
        finally
        {
            _turn.Release();
        }

        return new Room(_units, wanted);
    }

    public void Dispose()
    {
        _units.Dispose();
        _turn.Dispose();
    }

    private sealed class Room(SemaphoreSlim units, int taken) : IDisposable
    {
        public void Dispose() => units.Release(taken);
    }
}
