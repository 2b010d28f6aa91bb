using Cer.Operations.Privacy;
using NodaTime.Text;

namespace Cer.Host.Privacy;

/// <summary>A request of a member as JSON, with what both sides said.</summary>
internal sealed record RequestView(
    long Id,
    RequestView.MemberOf? Member,
    string Kind,
    string? Month,
    string? Hour,
    string Text,
    string At,
    string Due,
    string State,
    IReadOnlyList<RequestView.StepView> Steps,
    string? By)
{
    /// <param name="request">What was asked.</param>
    /// <param name="name">The member's name, for the staff; null for the member itself.</param>
    public static RequestView Of(MemberRequest request, string? name) => new(
        request.Id,
        name is null ? null : new(request.Member, name),
        request.Kind,
        request.Month is { } month ? YearMonthPattern.Iso.Format(month) : null,
        request.Hour is { } hour ? InstantPattern.General.Format(hour) : null,
        request.Text,
        InstantPattern.General.Format(request.At),
        LocalDatePattern.Iso.Format(request.Due),
        request.State,
        [.. request.Steps.Select(step => new StepView(
            step.Side, step.Who, step.State, step.Text, InstantPattern.General.Format(step.At), step.By))],
        request.By);

    internal sealed record MemberOf(int Id, string Name);

    internal sealed record StepView(string Side, string? Who, string State, string Text, string At, string? By);
}
