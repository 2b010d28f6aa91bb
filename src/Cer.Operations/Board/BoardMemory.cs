using System.Collections.Concurrent;
using Cer.Domain;
using Cer.Operations.Ports;
using NodaTime;

namespace Cer.Operations.Board;

/// <summary>Keeps the boards that were asked for last, and makes them anew in the background when data came in.</summary>
/// <remarks>One is made at a time, and no longer than a twentieth of the time is spent on one that is looked at in passing.</remarks>
public sealed class BoardMemory(LookOver look, IBoardStore store, TimeProvider time) : IDisposable
{
    private const int Most = 8;
    private const int Rest = 20;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);
    private static readonly Duration Oldest = Duration.FromMinutes(10);

    private readonly ConcurrentDictionary<(CommunityId Community, MarketMonth Month), Slot> _slots = [];
    private readonly SemaphoreSlim _turn = new(1);

    /// <summary>What was found last and whether it is being looked at again; null while the first look runs.</summary>
    public async Task<(MonthBoard? Board, bool IsLooking)> AskAsync(
        CommunityId community, MarketMonth month, CancellationToken cancellation)
    {
        var slot = SlotOf(community, month);
        var stamp = await store.StampAsync(community, month.FirstDay, month.LastDay, cancellation);
        var now = Instant.FromDateTimeOffset(time.GetUtcNow());
        var running = slot.Ask(
            last => last is null || last.Stamp == -1
                || (last.Stamp != stamp ? now - last.At > last.Took * Rest : now - last.At > Oldest),
            () => MakeAsync(slot, community, month));
        if (running is null) return (slot.Last, false);
        try
        {
            return (await running.WaitAsync(Patience, cancellation), false);
        }
        catch (TimeoutException)
        {
            return (slot.Last, true);
        }
    }

    /// <summary>What somebody did changed the data: whoever asks next waits for a new look.</summary>
    public void Forget(CommunityId community)
    {
        foreach (var (key, slot) in _slots)
            if (key.Community == community) slot.Spoil();
    }

    public void Dispose() => _turn.Dispose();

    private async Task<MonthBoard?> MakeAsync(Slot slot, CommunityId community, MarketMonth month)
    {
        await _turn.WaitAsync();
        try
        {
            var spoiled = slot.Spoils;
            var board = await look.RunAsync(community, month, CancellationToken.None);
            slot.Keep(board, spoiled);
            return board;
        }
        finally
        {
            _turn.Release();
        }
    }

    private Slot SlotOf(CommunityId community, MarketMonth month)
    {
        var slot = _slots.GetOrAdd((community, month), _ => new());
        slot.AskedAt = time.GetTimestamp();
        while (_slots.Count > Most)
        {
            var oldest = _slots.MinBy(pair => pair.Value.AskedAt);
            if (oldest.Value == slot || !_slots.TryRemove(oldest)) break;
        }

        return slot;
    }

    private sealed class Slot
    {
        private readonly Lock _lock = new();
        private Task<MonthBoard?>? _running;

        public long AskedAt { get; set; }

        public MonthBoard? Last { get; private set; }

        public int Spoils { get; private set; }

        public Task<MonthBoard?>? Ask(Func<MonthBoard?, bool> isOld, Func<Task<MonthBoard?>> make)
        {
            lock (_lock)
            {
                if (_running is { IsCompleted: false }) return _running;
                return isOld(Last) ? _running = Task.Run(make) : null;
            }
        }

        public void Spoil()
        {
            lock (_lock) (Spoils, Last) = (Spoils + 1, Last is null ? null : Last with { Stamp = -1 });
        }

        public void Keep(MonthBoard? board, int spoils)
        {
            lock (_lock) Last = board is not null && spoils != Spoils ? board with { Stamp = -1 } : board;
        }
    }
}
