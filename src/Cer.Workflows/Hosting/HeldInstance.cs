namespace Cer.Workflows.Hosting;

/// <summary>A leased instance: its lease is made longer while it is held, and it hears when it is lost or cancelled.</summary>
internal sealed class HeldInstance : IAsyncDisposable
{
    private readonly IInstanceStore _store;
    private readonly InstanceLease _lease;
    private readonly CancellationTokenSource _stop;
    private readonly CancellationTokenSource _over = new();
    private readonly Task _heart;
    private bool _gone;

    public HeldInstance(IInstanceStore store, InstanceLease lease, NodeSettings settings, CancellationToken cancellation)
    {
        (_store, _lease) = (store, lease);
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        Token = _stop.Token;
        _heart = BeatAsync(settings);
    }

    /// <summary>Cancelled when the instance is to be left alone.</summary>
    public CancellationToken Token { get; }

    public async ValueTask LetGoAsync(string? reason = null, TimeSpan pause = default)
    {
        _gone = true;
        await _over.CancelAsync();
        await _store.ReleaseAsync(_lease, CancellationToken.None, reason, pause);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_gone) await _over.CancelAsync();
        await _heart;
        _stop.Dispose();
        _over.Dispose();
    }

    private async Task BeatAsync(NodeSettings settings)
    {
        try
        {
            // A cancellation is to be heard soon, whatever the lease.
            var beat = TimeSpan.FromSeconds(Math.Min(settings.Lease.TotalSeconds / 3, settings.Poll.TotalSeconds));
            while (true)
            {
                await Task.Delay(beat, _over.Token);
                var (held, cancelAsked) = await _store.ExtendAsync(_lease, settings.Lease, _over.Token);
                if (held && !cancelAsked) continue;
                await _stop.CancelAsync();
                return;
            }
        }
        catch (OperationCanceledException)
        {
            // Let go of.
        }
        catch (Exception)
        {
            // No sign of life could be given: another one may take it, and our commits will be refused.
            await _stop.CancelAsync();
        }
    }
}
