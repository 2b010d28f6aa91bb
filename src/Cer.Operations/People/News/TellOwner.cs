using Cer.Operations.Mail;
using Cer.Operations.Ports;
using NodaTime;

namespace Cer.Operations.People.News;

/// <summary>Writes to people about what happened to their accounts; who has no address is not written to.</summary>
/// <remarks>
/// The change and its letter are there together or neither is: whoever got in gains nothing by hanging up in between, nor is
/// anybody told of what did not happen.
/// </remarks>
public sealed class TellOwner(IPeopleStore people, IOutbox outbox, IOneAct together, TimeProvider time)
{
    /// <param name="change">What happens to the account.</param>
    /// <param name="person">Whose it is.</param>
    /// <param name="news">What the letter tells.</param>
    /// <param name="cancellation">Stops it, as long as nothing is kept.</param>
    public Task WithAsync(Func<Task> change, int person, AccountNews news, CancellationToken cancellation) => WithAsync(
        async () =>
        {
            await change();
            return person;
        },
        done => (int?)done,
        news,
        cancellation);

    /// <param name="change">What may happen to an account.</param>
    /// <param name="whom">Whose it is, by what became of it; null where nothing changed.</param>
    /// <param name="news">What the letter tells.</param>
    /// <param name="cancellation">Stops it, as long as nothing is kept.</param>
    public Task<T> WithAsync<T>(Func<Task<T>> change, Func<T, int?> whom, AccountNews news, CancellationToken cancellation) =>
        together.RunAsync(
            async () =>
            {
                var done = await change();
                if (whom(done) is { } person && await people.NewsReaderAsync(person, cancellation) is { } reader)
                    await PutAsync(reader, news, cancellation);
                return done;
            },
            cancellation);

    /// <summary>Writes to who a person was before the change.</summary>
    public Task<T> WithBeforeAsync<T>(
        Func<Task<T>> change, Func<T, NewsReader?> whom, AccountNews news, CancellationToken cancellation) => together.RunAsync(
            async () =>
            {
                var done = await change();
                if (whom(done) is { } reader) await PutAsync(reader, news, cancellation);
                return done;
            },
            cancellation);

    private Task<PutLetter> PutAsync(NewsReader reader, AccountNews news, CancellationToken cancellation) => outbox.PutAsync(
        reader.Community, NewsLetter.Of(reader, news, Instant.FromDateTimeOffset(time.GetUtcNow())), cancellation);
}
