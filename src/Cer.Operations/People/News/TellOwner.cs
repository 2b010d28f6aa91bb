using System.Data.Common;
using Cer.Operations.Mail;
using NodaTime;

namespace Cer.Operations.People.News;

/// <summary>Writes to people about what happened to their accounts; who has no address is not written to.</summary>
/// <remarks>
/// After the change, which stands in any case: a letter that could not be put takes nothing back. It does not stop when the caller
/// goes away, or whoever got in would only have to hang up.
/// </remarks>
public sealed class TellOwner(IPeopleStore people, IOutbox outbox, TimeProvider time)
{
    public async Task TellAsync(int person, AccountNews news)
    {
        try
        {
            if (await people.NewsReaderAsync(person, CancellationToken.None) is { } reader) await TellAsync(reader, news);
        }
        catch (DbException)
        {
            // What was done is in the list of acts.
        }
    }

    /// <summary>Writes to who a person was before the change.</summary>
    public async Task TellAsync(NewsReader reader, AccountNews news)
    {
        try
        {
            var letter = NewsLetter.Of(reader, news, Instant.FromDateTimeOffset(time.GetUtcNow()));
            await outbox.PutAsync(reader.Community, letter, CancellationToken.None);
        }
        catch (DbException)
        {
            // As above.
        }
    }
}
