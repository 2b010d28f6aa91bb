using Cer.Host.Market;
using Cer.Operations.Market;
using Cer.Workflows.Activities;
using Cer.Workflows.Running;

namespace Cer.Host.Blocks.Watch;

/// <summary>Fetches the zonal prices that lack; without an account at the market's operator there is nothing to do.</summary>
/// <remarks>Prices are the same for all communities: of several that ask, one fetches. Fetched again, nothing is doubled.</remarks>
internal sealed class ImportPricesActivity(MarketState market, Lazy<FillPriceGaps> fill) : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new("Cer.ImportPrices", "Energia: dati")
    {
        Outputs = ["written", "left", "problem"],
        Outcomes = ["Done", "Incomplete", "NothingToDo"],
    };

    public override async ValueTask ExecuteAsync(ActivityContext context, CancellationToken cancellation)
    {
        if (!context.IsKept())
        {
            context.Services.Port.Log("Effect", "The prices that lack would be fetched.");
            await context.CompleteAsync(["NothingToDo"], cancellation);
            return;
        }

        if (!market.Fetching)
        {
            context.Output("problem", market.Problem);
            await context.CompleteAsync([market.Problem is null ? "NothingToDo" : "Incomplete"], cancellation);
            return;
        }

        var work = await fill.Value.RunAsync(cancellation);
        context.Output("written", work?.Report.Counts.Written ?? 0);
        context.Output("left", work?.Left ?? 0);
        context.Output("problem", work?.Report.Problem);
        await context.CompleteAsync([work is null ? "NothingToDo" : work.Left > 0 ? "Incomplete" : "Done"], cancellation);
    }
}
