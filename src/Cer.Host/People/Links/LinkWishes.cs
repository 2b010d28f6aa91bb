using System.Threading.Channels;

namespace Cer.Host.People.Links;

/// <summary>Wishes for links that wait.</summary>
/// <remarks>Who asks is answered before anything is looked up, so that no answer takes longer than another.</remarks>
internal sealed class LinkWishes
{
    private readonly Channel<LinkWish> _waiting = Channel.CreateBounded<LinkWish>(
        new BoundedChannelOptions(1000) { FullMode = BoundedChannelFullMode.DropWrite });

    public IAsyncEnumerable<LinkWish> AllAsync(CancellationToken cancellation) => _waiting.Reader.ReadAllAsync(cancellation);

    /// <summary>Where so many wait already, one more is forgotten: who asked asks again.</summary>
    public void Add(LinkWish wish) => _waiting.Writer.TryWrite(wish);
}
