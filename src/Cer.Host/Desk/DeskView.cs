using Cer.Domain.Codes;
using Cer.Domain.Community;
using Cer.Operations.Desk;
using Cer.Operations.Viewing;
using NodaTime;
using NodaTime.Text;

namespace Cer.Host.Desk;

/// <summary>The register as the desk sees it: who is in with which points, what was done, who acts for whom.</summary>
internal sealed record DeskView(
    int Version,
    string ConstitutedOn,
    string? Substation,
    string Today,
    IReadOnlyList<DeskView.MemberRow> Members,
    IReadOnlyList<DeskView.UnitRow> Units,
    IReadOnlyList<DeskView.ActRow> Acts,
    IReadOnlyList<DeskView.DelegationRow> Delegations,
    IReadOnlyList<string> Categories,
    IReadOnlyList<string> Papers)
{
    public static DeskView Of(
        int version,
        EnergyCommunity community,
        RegistryNumbers numbers,
        IReadOnlyList<KeptAct> acts,
        IReadOnlyList<KeptDelegation> delegations,
        LocalDate today) => new(
            version,
            Day(community.ConstitutedOn),
            community.PrimarySubstation,
            Day(today),
            [
                .. community.Members.Select(member => new MemberRow(
                    numbers.Members.GetValueOrDefault(member.Id),
                    member.Name,
                    CodeLists.Categories.Word(member.Category),
                    [
                        .. community.Pods.Where(point => point.Member == member.Id).OrderBy(point => point.From).Select(point =>
                            new PointRow(
                                numbers.Points.GetValueOrDefault(point.Pod),
                                RegistryNumbers.Label(point.Pod),
                                Day(point.From),
                                point.To is { } last ? Day(last) : null,
                                CodeLists.Voltages.Word(point.Voltage))),
                    ])),
            ],
            [
                .. community.Units.Select(unit => new UnitRow(
                    numbers.Units.GetValueOrDefault(unit.Id), unit.Id, unit.Plant, unit.PowerKw, Day(unit.InService),
                        Day(unit.IncentiveFrom))),
            ],
            [.. acts.Select(ActRow.Of)],
            [.. delegations.Select(one => DelegationRow.Of(one, today))],
            CodeLists.Categories.Words,
            DeskEvidence.Kinds);

    private static string Day(LocalDate day) => LocalDatePattern.Iso.Format(day);

    internal sealed record MemberRow(int Id, string Name, string Category, IReadOnlyList<PointRow> Points);

    internal sealed record PointRow(int Id, string Label, string From, string? To, string Voltage);

    internal sealed record UnitRow(int Id, string Name, string Plant, decimal PowerKw, string InService, string IncentiveFrom);

    internal sealed record ActRow(
        int Id, string Kind, int Version, string? FirstDay, int? Undoes, int? UndoneBy, string Who, Instant At,
        IReadOnlyList<string> Members, bool CanUndo, int Papers)
    {
        public static ActRow Of(KeptAct act) => new(
            act.Id, act.Kind, act.Version, act.FirstDay is { } day ? Day(day) : null, act.Undoes, act.UndoneBy,
            act.AuthorName ?? act.Author, act.At, act.Members, act is { Undoes: null, UndoneBy: null, Stands: true },
            act.Papers);
    }

    internal sealed record DelegationRow(
        int Id, string Member, string Delegate, string From, string To, string Paper, string? Number, string Dated, string KeptAt,
        string State, string? EndedFor, string Page, int Papers)
    {
        public static DelegationRow Of(KeptDelegation one, LocalDate today) => new(
            one.Id, one.MemberName, one.Delegate, Day(one.Term.From), Day(one.Term.To), one.Evidence.Kind, one.Evidence.Number,
            Day(one.Evidence.Dated), one.Evidence.KeptAt,
            one.Term.To < one.Term.From || (one.EndedFor is not null && one.Term.To <= today) ? "ended"
                : today < one.Term.From ? "later" : one.Term.To < today ? "over" : "stands",
            one.EndedFor,
            one.Page,
            one.Papers);
    }
}
