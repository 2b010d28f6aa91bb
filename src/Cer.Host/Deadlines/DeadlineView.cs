using Cer.Operations.Deadlines;
using NodaTime;
using NodaTime.Text;

namespace Cer.Host.Deadlines;

/// <summary>A deadline as the page shows it.</summary>
internal sealed record DeadlineView(
    string Kind, string Of, string Day, string State, int? Mark, string? Note, string? Who, Instant? At, IReadOnlyList<int> Papers)
{
    public static DeadlineView From(KnownDeadline one, LocalDate today) => new(
        one.Deadline.Kind.Word(),
        YearMonthPattern.Iso.Format(one.Deadline.Of),
        LocalDatePattern.Iso.Format(one.Deadline.Day),
        one.On(today) switch
        {
            DeadlineState.Done => "done",
            DeadlineState.Late => "late",
            DeadlineState.Soon => "soon",
            _ => "open",
        },
        one.Mark?.Id,
        one.Mark?.Note,
        one.Mark?.Author,
        one.Mark?.At,
        one.Mark?.Papers ?? []);
}
