using System.Text.Json;
using Cer.Operations.Viewing;

namespace Cer.Operations.Reconciling;

/// <summary>A month's rows and discrepancies as JSON: what is stored and what pages get; points by number and last characters.</summary>
internal static class ReconciliationJson
{
    private const int MostRows = 500;

    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web);

    public static string Of(ReconciledMonth month, RegistryNumbers numbers)
    {
        var discrepancies = Discrepancy.Of(month).Select(one => (one, Key: one.KeyOf(numbers.Points))).ToArray();
        var keys = discrepancies.SelectMany(one => one.one.Rows, (one, row) => (row, one.Key)).ToLookup(one => one.row, one => one.Key);
        var points = month.Rows.Where(row => row.Key.IsOfPoint).ToArray();
        return JsonSerializer.Serialize(
            new
            {
                Discrepancies = discrepancies.Select(one => new
                {
                    one.Key,
                    Cause = one.one.Cause is { } cause ? Cause(cause, numbers) : null,
                    Item = one.one.Item?.Word(),
                    Eur = one.one.Eur,
                    Rows = one.one.Rows.Count,
                }),
                // Points that agree are many, and tell nothing.
                Rows = month.Rows.Where(row => row.Differs || !row.Key.IsOfPoint).Take(MostRows).Select(row => new
                {
                    Item = row.Key.Item.Word(),
                    Unit = row.Key.Item.Unit(),
                    Scope = row.Key.IsOfPoint ? "" : row.Key.Scope,
                    Point = row.Key.IsOfPoint ? Number(row.Key.Scope, numbers) : null,
                    Label = row.Key.IsOfPoint ? RegistryNumbers.Label(row.Key.Scope) : null,
                    row.Accrued,
                    row.Advised,
                    row.Received,
                    row.Difference,
                    row.Differs,
                    Discrepancy = keys[row].FirstOrDefault(),
                    // Of two causes in one row each is a discrepancy.
                    Second = keys[row].Skip(1).FirstOrDefault(),
                    Hours = row.Hours.Select(hour => new
                    {
                        Start = NodaTime.Text.InstantPattern.General.Format(hour.Hour.Start),
                        hour.Price,
                        hour.Own,
                        hour.Advised,
                    }),
                    Causes = row.Causes.Select(cause => Cause(cause, numbers)),
                }),
                PointsCompared = points.Length,
                PointsDiffering = points.Count(row => row.Differs),
            },
            Form);
    }

    private static object Cause(RankedCause cause, RegistryNumbers numbers) => new
    {
        Kind = cause.Kind.Word(),
        Point = cause.Point is { } pod ? Number(pod, numbers) : null,
        Label = cause.Point is { } code ? RegistryNumbers.Label(code) : null,
        cause.About,
        cause.Figure,
        cause.Residual,
        cause.Explains,
        Whole = cause.IsWhole,
        cause.Facts,
        Parts = cause.Parts.Select(part => new
        {
            Kind = part.Kind.Word(),
            Point = part.Point is { } pod ? Number(pod, numbers) : null,
            Label = part.Point is { } code ? RegistryNumbers.Label(code) : null,
            part.About,
            part.Part,
        }),
    };

    private static int? Number(string pod, RegistryNumbers numbers) => numbers.Points.TryGetValue(pod, out var number) ? number : null;
}
