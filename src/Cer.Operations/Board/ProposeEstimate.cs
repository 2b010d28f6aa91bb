using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Cer.Operations.Ports;
using Cer.Settlement.Detecting;
using NodaTime;

namespace Cer.Operations.Board;

/// <summary>Proposes values for the quarters that lack in a span; a person looks at them before they become readings.</summary>
public sealed class ProposeEstimate(ReadSeries read)
{
    /// <summary>The longest span, in quarters: a month of 31 days, and the hour that comes twice.</summary>
    public const int MostQuarters = (31 * 96) + 4;

    private const int Around = Estimates.Reach * 96;

    /// <summary>The proposal; without values when nothing lacks there.</summary>
    public async Task<Proposal> RunAsync(
        CommunityId community,
        IReadOnlyDictionary<int, PointFacts> points,
        SeriesKey key,
        Instant from,
        Instant to,
        CancellationToken cancellation)
    {
        var begin = from.ToUnixTimeSeconds() / 900;
        var length = checked((int)((to.ToUnixTimeSeconds() / 900) - begin));
        var window = (First: begin - Around, Count: length + (2 * Around));
        var gap = (From: Around, To: Around + length);
        var series = await read.RunAsync(community, points[key.Point], key, window.First, window.Count, cancellation);
        var shape = await read.ShapeAsync(community, points, key, window, gap, cancellation);
        var (amounts, method) = new Estimates(new(window.First, window.Count)).Of(series, gap.From, gap.To, shape);
        (Instant Start, long? Amount)[] values =
        [
            .. Enumerable.Range(0, length).Where(i => !series.IsKnown(gap.From + i)).Select(i => (
                Instant.FromUnixTimeSeconds((begin + i) * 900), amounts[i] < 0 ? (long?)null : amounts[i])),
        ];
        return new(method, values, MarkOf(key, values));
    }

    private static string MarkOf(SeriesKey key, IEnumerable<(Instant Start, long? Amount)> values)
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{key.Point} {key.Unit} {key.Flow}");
        foreach (var (start, amount) in values)
            text.Append(CultureInfo.InvariantCulture, $"\n{start.ToUnixTimeSeconds()} {amount}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
