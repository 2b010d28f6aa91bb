using System.Diagnostics;

namespace Cer.Apps.Node;

/// <summary>A door at which this process dies: just before a list goes through it, or just after it was taken.</summary>
internal sealed class MortalDoor(IPlatformDoor door, int list, bool isAfter) : IPlatformDoor, IDisposable
{
    private int _lists;

    public async Task<DoorAnswer> SendAsync(IReadOnlyList<EnergyRow> rows, CancellationToken cancellation)
    {
        var isIt = ++_lists == list;
        if (isIt && !isAfter) Die();
        var answer = await door.SendAsync(rows, cancellation);
        if (isIt) Die();
        return answer;
    }

    public void Dispose() => (door as IDisposable)?.Dispose();

    /// <summary>As kill -9 does: nothing is closed or let go of.</summary>
    private static void Die() => Process.GetCurrentProcess().Kill();
}
