using System.Globalization;
using Cer.Operations.Ports;
using NodaTime;

namespace Cer.Operations.Desk;

/// <summary>Declares what a kWh from the grid is taken to emit.</summary>
public sealed class KeepCo2(ICo2Store store, TimeProvider time)
{
    private const int LongestSource = 500;
    private const decimal Most = 10;

    /// <param name="community">The community.</param>
    /// <param name="seen">The newest revision that the writer saw; 0 when there was none.</param>
    /// <param name="from">First day, as it was written.</param>
    /// <param name="kgPerKwh">The number, as it was written.</param>
    /// <param name="source">Where it is from.</param>
    /// <param name="who">Who declares it.</param>
    /// <param name="cancellation">Stops it.</param>
    public async Task<(int? Revision, IReadOnlyList<FieldFault> Faults)> RunAsync(
        CommunityId community, int seen, string? from, string? kgPerKwh, string? source, string who, CancellationToken cancellation)
    {
        var faults = new List<FieldFault>();
        var today = Instant.FromDateTimeOffset(time.GetUtcNow()).InZone(Domain.MarketHour.Rome).Date;
        var fields = new DeskFields(today, faults);
        var day = fields.LifeDay(from, "from");
        var text = (kgPerKwh ?? "").Trim().Replace(',', '.');
        if (!decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            || number > Most || number.Scale > 6)
            fields.Fault("kgPerKwh", text.Length == 0 ? "needed" : "factor", text.Length == 0 ? "nothing" : "another number",
                "kg of CO2 for a kWh, 0 to 10 with at most six decimals, such as 0,2679");
        var told = fields.Text(source, "source", LongestSource, "where the number is from");
        if (faults.Count > 0 || day is not { } first) return (null, faults);
        return (await store.AddAsync(community, seen, first, number, told!, who, cancellation), faults);
    }
}
