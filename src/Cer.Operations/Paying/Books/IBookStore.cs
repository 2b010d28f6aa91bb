using Cer.Operations.Ports;
using NodaTime;

namespace Cer.Operations.Paying.Books;

/// <summary>The books of a community. What is approved, received or paid is posted by the store with the act that causes it.</summary>
public interface IBookStore
{
    /// <summary>Every account that was used until a day, that day included.</summary>
    Task<IReadOnlyList<TrialLine>> TrialAsync(CommunityId community, LocalDate day, CancellationToken cancellation);

    /// <summary>The lines of an account until a day, the oldest first.</summary>
    Task<IReadOnlyList<BookLine>> SheetAsync(
        CommunityId community, BookAccount account, LocalDate day, CancellationToken cancellation);

    /// <returns>The number of the entry, also of the one that was there; null when an account is of no member.</returns>
    Task<int?> AddAsync(CommunityId community, NewBookEntry entry, string who, Instant when, CancellationToken cancellation);

    /// <summary>Takes an entry back that somebody wrote; the others are taken back by what caused them.</summary>
    Task<ReverseOutcome> ReverseAsync(
        CommunityId community, int entry, LocalDate day, string reason, string who, Instant when, CancellationToken cancellation);
}
