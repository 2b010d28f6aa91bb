using System.Globalization;
using Cer.Domain;
using Cer.Exchange.Faults;
using Cer.Host.Data;
using Cer.Operations.Backup;
using Cer.Operations.Ports;
using Cer.Operations.Settling;
using NodaTime;
using NodaTime.Text;

namespace Cer.Host.Backup;

/// <summary>Settles the months of a backup's manifest from the restored data and tells of each whether it comes out the same.</summary>
internal sealed class RestoredMonths(IServiceProvider services)
{
    private readonly SettleAgain _settle = new(
        services.GetRequiredService<IInputStore>(), services.GetRequiredService<StoredContract>());
    private readonly IRunStore _runs = services.GetRequiredService<IRunStore>();

    /// <returns>Whether every month is the same.</returns>
    public async Task<bool> CompareAsync(BackupManifest manifest, Action<string> tell, CancellationToken cancellation)
    {
        var same = true;
        foreach (var run in manifest.Months.GroupBy(month => (month.Community, month.From, month.To)))
        {
            var faults = new FaultList();
            var community = await services.CommunityAsync(run.Key.Community, cancellation);
            if (await IsGoneAsync(Month(run.Key.From), cancellation))
            {
                foreach (var month in run)
                    tell($"{month.Community} {month.Month}  as it was closed: quarter hours of its run are no longer kept");
                continue;
            }

            var again = await _settle.RunAsync(
                community,
                Month(run.Key.From),
                Month(run.Key.To),
                run.Select(month => month.InputSha256).ToHashSet(StringComparer.Ordinal),
                faults,
                cancellation);
            foreach (var month in run)
            {
                var differences = again is null
                    ? [$"found {faults.Faults.Count} faults in the community's definition or rules, expected none: cer settle names them"]
                    : MonthComparison.Differences(month, await MembersAsync(community, month, cancellation), again).ToArray();
                // The run was settled from inputs that had changed by the time of the backup: it says nothing of the restore.
                var excused = month.Outdated && again is not null && again.InputSha256 != month.InputSha256;
                tell(Line(month, differences, excused));
                same &= differences.Length == 0 || excused;
            }
        }

        return same;
    }

    /// <summary>Whether quarter hours that a run was made from were removed before the backup.</summary>
    private async Task<bool> IsGoneAsync(MarketMonth first, CancellationToken cancellation) =>
        await services.GetRequiredService<IReadingStore>().KeptFromAsync(cancellation) is { } kept
        && Instant.FromUnixTimeSeconds(first.FirstHour * 3600) < kept;

    private static string Line(BackupMonth month, string[] differences, bool excused) => string.Create(
        CultureInfo.InvariantCulture,
        $"{month.Community} {month.Month}  "
            + $"{(differences.Length == 0 ? "same" : excused
                ? "changed after it was settled, before the backup: it is due again"
                : $"differs: {string.Join("; ", differences)}")}");

    private async Task<IReadOnlyList<MemberMonth>> MembersAsync(CommunityId community, BackupMonth month, CancellationToken cancellation) =>
        await _runs.MembersAsync(community, YearMonthPattern.Iso.Parse(month.Month).Value, cancellation);

    private static MarketMonth Month(string text) => MarketMonth.TryParse(text, out var month)
        ? month
        : throw new BackupException($"Found {text} in the manifest, expected a month.");
}
