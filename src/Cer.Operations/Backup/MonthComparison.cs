using Cer.Domain.Codes;
using Cer.Operations.Ports;
using NodaTime.Text;

namespace Cer.Operations.Backup;

/// <summary>Compares a month of a backup with the same month settled anew.</summary>
public static class MonthComparison
{
    /// <summary>What differs, a sentence each; none when everything is the same.</summary>
    /// <param name="saved">The month as the backup's manifest has it.</param>
    /// <param name="members">Its members as the run kept them.</param>
    /// <param name="again">The run's months, settled anew.</param>
    public static IEnumerable<string> Differences(
        BackupMonth saved, IReadOnlyList<MemberMonth> members, SettledAgain again)
    {
        if (again.InputSha256 != saved.InputSha256)
            yield return $"found inputs with the hash {again.InputSha256}, expected {saved.InputSha256}";
        if (again.Months.FirstOrDefault(month => YearMonthPattern.Iso.Format(month.Month) == saved.Month) is not { } found)
        {
            yield return "found no such month when it was settled anew, expected one";
            yield break;
        }

        var figures = new (string Name, object? Found, object? Expected)[]
        {
            ("status", CodeLists.Statuses.Word(found.Status), saved.Status),
            ("injected_ukwh", found.Injected.MicroKilowattHours, saved.InjectedUkwh),
            ("withdrawn_ukwh", found.Withdrawn.MicroKilowattHours, saved.WithdrawnUkwh),
            ("shared_ukwh", found.Shared.MicroKilowattHours, saved.SharedUkwh),
            ("tip_cents", found.Tip?.Cents, saved.TipCents),
            ("cac_cents", found.Cac?.Cents, saved.CacCents),
            ("surplus_cents", found.Surplus?.Cents, saved.SurplusCents),
        };
        foreach (var figure in figures)
        {
            if (!Equals(figure.Found, figure.Expected))
                yield return $"{figure.Name}: found {figure.Found ?? "unknown"}, expected {figure.Expected ?? "unknown"}";
        }

        var known = members.ToHashSet();
        if (!known.SetEquals(again.Members.Where(member => member.Month == found.Month)))
            yield return "found other amounts of members than the run kept, expected the same";
    }
}
