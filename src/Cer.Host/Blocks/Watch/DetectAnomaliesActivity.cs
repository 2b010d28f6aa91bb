using Cer.Operations.Watching;
using Cer.Workflows.Activities;
using Cer.Workflows.Running;
using Cer.Workflows.Values;
using NodaTime.Text;

namespace Cer.Host.Blocks.Watch;

/// <summary>Looks for one kind of anomaly in the last days of the community; the thresholds are inputs.</summary>
internal sealed class DetectAnomaliesActivity(Lazy<DetectAnomalies> detect) : Activity
{
    /// <summary>More is not told one by one.</summary>
    private const int MostFindings = 200;

    private static readonly AnomalyLimits Usual = new();
    private static readonly DataType Number = new(ValueKind.Decimal);

    public override ActivityDescriptor Descriptor { get; } = new("Cer.DetectAnomalies", "Energia: controlli")
    {
        Inputs =
        [
            new("check", DataType.Text, Required: true),
            new("days", DataType.Int32, Usual.Days),
            new("historyDays", DataType.Int32, Usual.HistoryDays),
            new("productionPercent", Number, Usual.ProductionPercent),
            new("consumptionTimes", Number, Usual.ConsumptionTimes),
            new("consumptionPercent", Number, Usual.ConsumptionPercent),
            new("leastKwh", Number, Usual.LeastKwh),
            new("selfConsumptionPoints", Number, Usual.SelfConsumptionPoints),
            new("missingHours", DataType.Int32, Usual.MissingHours),
            new("lateHours", DataType.Int32, Usual.LateHours),
            new("gsePercent", Number, Usual.GsePercent),
            new("leastEuro", Number, Usual.LeastEuro),
        ],
        Outputs = ["findings", "count"],
        Outcomes = ["Found", "Clear"],
    };

    public override async ValueTask ExecuteAsync(ActivityContext context, CancellationToken cancellation)
    {
        var word = context.TextInput("check");
        var check = AnomalyWords.Check(word) ?? throw new InvalidOperationException(
            $"Found the check '{word}', expected one of {string.Join(", ", AnomalyWords.Words)}.");
        var limits = Limits(context);
        if (limits.Problem is { } problem) throw new InvalidOperationException(problem);
        // A run that belongs to nobody, as a trial of a drawing, has nothing to look at.
        var found = context.Services.Tenant is null
            ? []
            : await detect.Value.RunAsync(context.Community(), check, limits, context.Now(), cancellation) ?? [];
        context.Output("findings", found.Take(MostFindings).Select(Told).ToList<object?>());
        context.Output("count", found.Count);
        await context.CompleteAsync([found.Count > 0 ? "Found" : "Clear"], cancellation);
    }

    private static AnomalyLimits Limits(ActivityContext context)
    {
        decimal Of(string name, decimal usual) => context.Input(name) is decimal given ? given : usual;
        int Whole(string name, int usual) => context.Input(name) is int given ? given : usual;
        return new()
        {
            Days = Whole("days", Usual.Days),
            HistoryDays = Whole("historyDays", Usual.HistoryDays),
            ProductionPercent = Of("productionPercent", Usual.ProductionPercent),
            ConsumptionTimes = Of("consumptionTimes", Usual.ConsumptionTimes),
            ConsumptionPercent = Of("consumptionPercent", Usual.ConsumptionPercent),
            LeastKwh = Of("leastKwh", Usual.LeastKwh),
            SelfConsumptionPoints = Of("selfConsumptionPoints", Usual.SelfConsumptionPoints),
            MissingHours = Whole("missingHours", Usual.MissingHours),
            LateHours = Whole("lateHours", Usual.LateHours),
            GsePercent = Of("gsePercent", Usual.GsePercent),
            LeastEuro = Of("leastEuro", Usual.LeastEuro),
        };
    }

    private static object? Told(Anomaly anomaly) => new OrderedDictionary<string, object?>
    {
        ["kind"] = AnomalyWords.Kind(anomaly.Check),
        ["key"] = anomaly.Key,
        ["place"] = anomaly.Place,
        ["since"] = InstantPattern.General.Format(anomaly.Since),
        ["title"] = AnomalyWords.Title(anomaly),
        ["text"] = AnomalyWords.Text(anomaly),
        ["measured"] = anomaly.IsMeasured,
        ["figures"] = anomaly.Figures.Select(figure => (object?)new OrderedDictionary<string, object?>
        {
            ["name"] = figure.Name,
            ["value"] = figure.Value,
            ["unit"] = figure.Unit,
        }).ToList(),
    };
}
