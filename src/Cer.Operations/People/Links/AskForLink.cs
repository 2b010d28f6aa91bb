using Cer.Operations.Mail;
using Cer.Operations.People.Sessions;

namespace Cer.Operations.People.Links;

/// <summary>Writes to a member who asked for a link to enter by; to nobody else, and not more often than is good.</summary>
/// <remarks>
/// Who asks is told nothing of it: that would tell who is a member. Who asks again too soon gets no second letter, and needs none:
/// the last one holds a link that is good for a quarter of an hour at least, whoever asked for it.
/// </remarks>
public sealed class AskForLink(ILinkStore links, ISessionStore sessions, IOutbox outbox, SecretBox box)
{
    private const int LongestAsked = 254;

    /// <param name="asked">A login or an address, as it was typed.</param>
    /// <param name="visitor">Who asks.</param>
    /// <param name="page">The address of the page of links, without a fragment.</param>
    /// <param name="cancellation">Stops the wait.</param>
    /// <returns>How many letters were put.</returns>
    public async Task<int> RunAsync(string asked, Visitor visitor, Uri page, CancellationToken cancellation)
    {
        var name = asked.Trim().ToLowerInvariant();
        if (name.Length is 0 or > LongestAsked) return 0;
        var put = 0;
        foreach (var reader in await links.ReadersAsync(name, cancellation))
        {
            var device = visitor.Device is { } shown && await sessions.KnowsAsync(shown, reader.Login, cancellation) ? shown : null;
            var (token, source) = (SecretToken.New(), device?.Hash ?? AttemptKey.HashOf(visitor.Address));
            if (await links.AddAsync(reader.Person, token, source, device is not null, cancellation) is not { } minutes) continue;
            var key = LinkLetter.NewKey();
            var hidden = SealedLink.Seal(token, reader.Community, key, reader.Address, box);
            // Behind the mark of a fragment, which browsers keep to themselves: it comes into no log on the way.
            await outbox.PutAsync(reader.Community, LinkLetter.Of(reader, key, $"{page}#{hidden}", minutes), cancellation);
            put++;
        }

        return put;
    }
}
