using System.Collections.Concurrent;
using Cer.Operations.Intake;
using Cer.Operations.Ports;

namespace Cer.Host.Gateway;

/// <summary>Reads what accounts send, within bounds of memory; an account that sends slowly keeps only itself waiting.</summary>
/// <remarks>
/// While a body comes in it takes room of its account and of all accounts; to be examined it takes room that nobody holds who waits for
/// a sender. So who holds the last of the one never waits for the other.
/// </remarks>
internal sealed class IntakeBodies(BodyBudget examining, SenderLimits limits) : IDisposable
{
    // Of 64 KiB each: 64 MiB for a sender, two lists of the largest; 512 MiB for all.
    private const int UnitsOfOne = 1024;
    private const int UnitsOfAll = 8192;

    private readonly BodyBudget _reading = new(UnitsOfAll);
    private readonly ConcurrentDictionary<string, BodyBudget> _shares = new(StringComparer.Ordinal);

    /// <summary>Reads what an account sends; its room is given back by disposing what is returned.</summary>
    /// <param name="request">Its body is read whole.</param>
    /// <param name="most">Bytes.</param>
    /// <param name="sender">Whose share it takes.</param>
    /// <param name="weight">What it takes in memory while it is examined, in sizes of its body.</param>
    /// <param name="cancellation">Stops the wait.</param>
    /// <exception cref="BadHttpRequestException">Too large (413), too slow (408), or broken off.</exception>
    public async Task<TakenBody> ReadAsync(
        HttpRequest request, int most, Account sender, int weight, CancellationToken cancellation)
    {
        try
        {
            var share = FormattableString.Invariant($"{sender.Community.Value}/{sender.Username}");
            return await ReadAsync(request, most, share, weight, cancellation);
        }
        catch (BadHttpRequestException)
        {
            limits.CountBadBody(SenderKey.Of(sender), request.ContentLength ?? 0);
            throw;
        }
    }

    /// <summary>Reads what a person sends.</summary>
    public Task<TakenBody> ReadAsync(HttpRequest request, int most, Person sender, int weight, CancellationToken cancellation) =>
        ReadAsync(request, most, sender.Login, weight, cancellation);

    private async Task<TakenBody> ReadAsync(
        HttpRequest request, int most, string sender, int weight, CancellationToken cancellation)
    {
        var expected = Math.Min(request.ContentLength ?? most, most);
        using var own = await _shares.GetOrAdd(sender, _ => new(UnitsOfOne)).TakeAsync(expected, cancellation);
        using var shared = await _reading.TakeAsync(expected, cancellation);
        var raw = await BodyReader.ReadAsync(request, most, cancellation);
        return new(raw, await examining.TakeAsync((long)weight * raw.Count, cancellation));
    }

    public void Dispose()
    {
        _reading.Dispose();
        foreach (var share in _shares.Values) share.Dispose();
    }
}
