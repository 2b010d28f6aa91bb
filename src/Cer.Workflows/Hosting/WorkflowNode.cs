namespace Cer.Workflows.Hosting;

/// <summary>One node: takes what is to be done from the stores, alone or beside others, until it is stopped.</summary>
/// <remarks>
/// Nothing is recovered at the start: what another one left is found in the same places as what is new, once its lease is over.
/// </remarks>
public sealed class WorkflowNode(HostServices host, HostStores stores, IDelivery delivery, NodeSettings settings, Action<string> log)
{
    private readonly Timekeeper _timekeeper = new(stores, settings, host.Time);
    private readonly Distributor _distributor = new(host, stores, settings);
    private readonly Courier _courier = new(stores, delivery, settings, host.Time);

    /// <summary>Works until it is cancelled. What fails is said, and tried again after a pause.</summary>
    public Task RunAsync(CancellationToken cancellation) => Task.WhenAll(
        Enumerable.Range(0, settings.Workers).Select(_ => LoopAsync(WorkAsync, News.Work, stores.Inbox.NextDueAsync, cancellation))
            .Append(LoopAsync(_timekeeper.FireAsync, News.Triggers, stores.Triggers.NextDueAsync, cancellation))
            .Append(LoopAsync(_courier.DeliverAsync, News.Outbox, (_, _) => new(default(DateTimeOffset?)), cancellation)));

    /// <summary>Does all that is due now, and returns.</summary>
    public async Task QuietAsync(CancellationToken cancellation)
    {
        while (await _timekeeper.FireAsync(cancellation) || await WorkAsync(cancellation) || await _courier.DeliverAsync(cancellation))
            cancellation.ThrowIfCancellationRequested();
    }

    private async Task LoopAsync(
        Func<CancellationToken, Task<bool>> act,
        News news,
        Func<DateTimeOffset, CancellationToken, ValueTask<DateTimeOffset?>> nextDue,
        CancellationToken cancellation)
    {
        var failures = 0;
        while (!cancellation.IsCancellationRequested)
        {
            try
            {
                var (heard, looked) = (stores.WakeUp.Next(news), host.Time.GetUtcNow());
                var worked = await act(cancellation);
                failures = 0;
                if (!worked) await Task.WhenAny(heard, Task.Delay(Idle(await nextDue(looked, cancellation)), cancellation));
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                if (failures++ % 30 == 0) log($"Workflows: {Reason(fault)}");
                await PauseAsync(NodeSettings.PauseAfter(Math.Min(failures, 5)), cancellation);
            }
        }
    }

    /// <summary>Until what becomes due next after the last look: what was due then and was not taken is held by somebody.</summary>
    private TimeSpan Idle(DateTimeOffset? next)
    {
        var left = (next - host.Time.GetUtcNow()) ?? settings.Poll;
        return left > settings.Poll ? settings.Poll : left > TimeSpan.Zero ? left + TimeSpan.FromMilliseconds(1) : TimeSpan.Zero;
    }

    private static async Task PauseAsync(TimeSpan pause, CancellationToken cancellation)
    {
        try
        {
            await Task.Delay(pause, cancellation);
        }
        catch (OperationCanceledException)
        {
            // Stopped: the loop sees it.
        }
    }

    /// <summary>What a log may say: what a value was is not for it.</summary>
    private static string Reason(Exception fault) => fault switch
    {
        Definitions.DefinitionException => fault.Message,
        System.Data.Common.DbException { SqlState: { Length: > 0 } state } => $"the database refused ({state})",
        System.Data.Common.DbException or TimeoutException => "the database cannot be reached",
        _ => $"an unforeseen {fault.GetType().Name}",
    };

    /// <summary>Takes a start, an event, or an instance; false when there is nothing.</summary>
    private async Task<bool> WorkAsync(CancellationToken cancellation) =>
        await _distributor.TakeAsync(cancellation) | await RunOneAsync(cancellation);

    private async Task<bool> RunOneAsync(CancellationToken cancellation)
    {
        if (await stores.Instances.LeaseAsync(settings.Name, settings.Lease, host.Time.GetUtcNow(), cancellation) is not { } lease)
            return false;
        if (lease.Taken > settings.Tries)
        {
            await stores.Instances.GiveUpAsync(lease, $"It was taken {lease.Taken} times and nothing could be written.", cancellation);
            return true;
        }

        await using var held = new HeldInstance(stores.Instances, lease, settings, cancellation);
        await using var burst = new Burst(host, stores.Instances, settings, lease);
        try
        {
            await burst.RunAsync(held.Token);
            if (!burst.HasLetGo) await held.LetGoAsync();
        }
        catch (LeaseLostException)
        {
            // Whoever has it now goes on from what was written.
        }
        catch (OperationCanceledException)
        {
            // Cancelled, lost or stopped: what was not written has not been.
            await held.LetGoAsync();
        }
        catch (Exception fault)
        {
            log($"Workflows: instance {lease.Key.Id}: {Reason(fault)}");
            await held.LetGoAsync(fault.Message, NodeSettings.PauseAfter(lease.Taken));
        }

        return true;
    }
}
