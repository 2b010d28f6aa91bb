using System.Security.Cryptography;
using Cer.Domain;
using Cer.Exchange.Gse;
using Cer.Operations.GseRequests;
using Cer.Operations.Ports;
using NodaTime;
using NodaTime.Text;

namespace Cer.Operations.Reconciling;

/// <summary>Looks at a statement's file, and takes it in: whole or not at all, and never twice.</summary>
public sealed class ImportStatement(IStatementStore statements, ICommunityStore communities, IGseRequestStore requests, TimeProvider time)
{
    public const int LongestName = 200;

    /// <summary>The profiles of a community, the program's own first.</summary>
    public async Task<IReadOnlyList<KeptProfile>> ProfilesAsync(CommunityId community, CancellationToken cancellation) =>
        [new(StatementProfile.Canonical, 0), .. await statements.ProfilesAsync(community, cancellation)];

    /// <summary>What the file would become; null when the community has no such profile.</summary>
    public async Task<StatementPreview?> PreviewAsync(
        CommunityId community, string? profile, ReadOnlyMemory<byte> file, CancellationToken cancellation)
    {
        if (await FindAsync(community, profile, cancellation) is not { } kept) return null;
        var reading = StatementReader.Read(file, kept.Profile);
        Come(reading);
        var definition = await communities.LoadAsync(community, null, cancellation);
        var codes = UnitCodes.Of(definition?.Community.Units ?? [], await requests.ListAsync(community, cancellation));
        var points = (definition?.Community.Pods ?? []).Select(point => point.Pod).ToHashSet(StringComparer.Ordinal);
        return new StatementPreview(
            kept,
            reading,
            Convert.ToHexStringLower(SHA256.HashData(file.Span)),
            [.. reading.Lines.Where(line => codes.Find(line) is null).Select(line => line.Unit ?? line.Censimp).OfType<string>()
                .Distinct().Order(StringComparer.Ordinal)],
            codes.Expected,
            reading.Lines.Select(line => line.Pod).OfType<string>().Distinct().Count(pod => !points.Contains(pod)))
        {
            LeftOut = await LeftOutAsync(community, codes, reading.Lines, cancellation),
        };
    }

    /// <summary>Takes a file in as it was looked at; null when it cannot be.</summary>
    public async Task<(long Id, bool IsNew)?> RunAsync(
        CommunityId community, StatementPreview preview, string fileName, string who, CancellationToken cancellation) =>
        !preview.Reading.IsWhole
            ? null
            : await statements.ImportAsync(
                community,
                new()
                {
                    FileName = fileName,
                    Sha256 = Convert.FromHexString(preview.Sha256),
                    Profile = preview.Profile,
                    Lines = preview.Reading.Lines,
                    Who = who,
                    At = Instant.FromDateTimeOffset(time.GetUtcNow()),
                },
                cancellation);

    /// <summary>Refuses what was published after today: it would hold against everything that GSE tells until then.</summary>
    private void Come(StatementReading reading)
    {
        var today = Instant.FromDateTimeOffset(time.GetUtcNow()).InZone(MarketHour.Rome).Date;
        foreach (var line in reading.Lines.Where(line => line.Published > today).Take(StatementReader.MostFaults))
        {
            var day = LocalDatePattern.Iso.Format(line.Published!.Value);
            reading.Faults.Add("statement", line.Number, StatementField.Published.Word(), day, "a day that has come");
        }
    }

    /// <summary>What the file's recalculations leave out of what stands, or of what the file itself says before them.</summary>
    private async Task<IReadOnlyList<(MarketMonth Month, LeftOut Left)>> LeftOutAsync(
        CommunityId community, UnitCodes codes, IReadOnlyList<StatementLine> lines, CancellationToken cancellation)
    {
        var told = MonthStatement.Of(long.MaxValue, codes.Ours(lines)).ToArray();
        var again = Array.FindAll(told, one => one.Kind == StatementKind.Recalculation);
        if (again.Length == 0) return [];
        var (first, last) = (again.Min(one => one.Month), again.Max(one => one.Month));
        var before = (await statements.StatementsAsync(community, new(first.Year, first.Month), new(last.Year, last.Month), cancellation))
            .Select(one => one with { Lines = codes.Ours(one.Lines) });
        return [.. again.SelectMany(one => LeftOut.Of(one, AdvisedMonth.Of(before.Concat(told).Where(other => other.Month == one.Month))
            .Settlements), (one, left) => (one.Month, left))];
    }

    private async Task<KeptProfile?> FindAsync(CommunityId community, string? name, CancellationToken cancellation) =>
        (await ProfilesAsync(community, cancellation)).LastOrDefault(one => one.Profile.Name == (name ?? StatementProfile.Canonical.Name));
}
