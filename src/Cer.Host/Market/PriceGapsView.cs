using Cer.Domain.Codes;
using Cer.Host.Viewing;
using Cer.Operations.Market;
using NodaTime.Text;

namespace Cer.Host.Market;

/// <summary>The days that lack prices, for whoever looks after the data.</summary>
/// <param name="Zones">The zones of the community's units.</param>
/// <param name="Gaps">Days that lack prices, the newest first.</param>
/// <param name="More">Whether there are more than are told.</param>
/// <param name="Fetching">Whether prices are fetched from GME.</param>
/// <param name="Setting">Why they are not, when the settings are wrong.</param>
/// <param name="Last">The last request to GME; null when there was none.</param>
internal sealed record PriceGapsView(
    string[] Zones, PriceGapsView.Row[] Gaps, bool More, bool Fetching, string? Setting, PriceGapsView.Attempt? Last)
{
    public const int MostRows = 1000;

    internal sealed record Row(string Day, string Zone, int Missing, int Expected, string? TriedAt, string? Problem)
    {
        public static IReadOnlyList<CsvColumn<Row>> Columns { get; } =
        [
            new("Giorno", row => row.Day),
            new("Zona", row => row.Zone),
            new("Ore senza prezzo", row => row.Missing),
            new("Ore del giorno", row => row.Expected),
            new("Ultimo tentativo (UTC)", row => row.TriedAt),
            new("Esito", row => row.Problem),
        ];

        public static Row Of(PriceGap gap, IEnumerable<PriceFetch> fetches)
        {
            var last = fetches.FirstOrDefault(fetch => fetch.Covers(gap.Zone, gap.Day));
            return new(
                LocalDatePattern.Iso.Format(gap.Day),
                CodeLists.Zones.Word(gap.Zone),
                gap.Missing,
                gap.Expected,
                last is null ? null : HourView.Text(last.At),
                last?.Problem);
        }
    }

    internal sealed record Attempt(string At, string From, string To, int Added, int Corrected, string? Problem)
    {
        public static Attempt Of(PriceFetch fetch) => new(
            HourView.Text(fetch.At),
            LocalDatePattern.Iso.Format(fetch.First),
            LocalDatePattern.Iso.Format(fetch.Last),
            fetch.Added,
            fetch.Corrected,
            fetch.Problem);
    }
}
