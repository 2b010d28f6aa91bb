using Cer.Settlement.Dates;
using NodaTime;

namespace Cer.Operations.Deadlines;

/// <summary>What somebody said of a deadline.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Kind">Of which kind.</param>
/// <param name="Of">Of which month.</param>
/// <param name="IsDone">Whether it was seen to; otherwise it is open again.</param>
/// <param name="Note">What was done, or why it is open again.</param>
/// <param name="Author">Who said it.</param>
/// <param name="At">When.</param>
/// <param name="Papers">The numbers of the papers that show it.</param>
public sealed record DeadlineMark(
    int Id, DeadlineKind Kind, YearMonth Of, bool IsDone, string Note, string Author, Instant At, IReadOnlyList<int> Papers);
