using Cer.Operations.Mine;
using NodaTime.Text;

namespace Cer.Host.Mine;

/// <summary>A delegation of the member as JSON.</summary>
internal sealed record MineDelegationView(
    int Id, string Delegate, string From, string To, string State, bool OpensPage, string? EndedAt)
{
    public static MineDelegationView Of(MineDelegation given) => new(
        given.Id,
        given.Delegate,
        LocalDatePattern.Iso.Format(given.From),
        LocalDatePattern.Iso.Format(given.To),
        given.Standing,
        given.OpensPage,
        given.EndedAt is { } at ? InstantPattern.General.Format(at) : null);
}
