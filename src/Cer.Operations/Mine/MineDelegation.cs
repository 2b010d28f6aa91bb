using NodaTime;

namespace Cer.Operations.Mine;

/// <summary>Somebody who acts for the member, or did.</summary>
/// <param name="Id">Number within the community.</param>
/// <param name="Delegate">Who acts.</param>
/// <param name="From">First day.</param>
/// <param name="To">Last day; as it was ended where it was.</param>
/// <param name="Standing">later, runs, over (with its term) or ended (before it).</param>
/// <param name="OpensPage">Whether it opens the member's page to an account, or is on paper alone.</param>
/// <param name="EndedAt">When it was ended before its term; null where it was not.</param>
public sealed record MineDelegation(
    int Id, string Delegate, LocalDate From, LocalDate To, string Standing, bool OpensPage, Instant? EndedAt);
