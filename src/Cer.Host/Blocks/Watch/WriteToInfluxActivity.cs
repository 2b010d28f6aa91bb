using Cer.Host.Series;
using Cer.Operations.Series;
using Cer.Workflows.Activities;
using Cer.Workflows.Running;

namespace Cer.Host.Blocks.Watch;

/// <summary>Writes what changed to the server of time series now; without one there is nothing to do.</summary>
/// <remarks>Days that another one is writing are left to it; written again, a point is the same.</remarks>
internal sealed class WriteToInfluxActivity(SeriesWay way, Lazy<ISeriesOutbox> outbox) : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new("Cer.WriteToInflux", "Energia: dati")
    {
        Outputs = ["points", "days", "problem"],
        Outcomes = ["Done", "Incomplete", "NothingToDo"],
    };

    public override async ValueTask ExecuteAsync(ActivityContext context, CancellationToken cancellation)
    {
        if (!context.IsKept())
        {
            context.Services.Port.Log("Effect", "What changed would be written to the server of time series.");
            await context.CompleteAsync(["NothingToDo"], cancellation);
            return;
        }

        var (points, days, problem) = (0, 0, way.Problem);
        if (way.Options is { } options)
        {
            var feed = SeriesServices.Feed(outbox.Value, options);
            while (problem is null && await feed.RunAsync(cancellation) is { } report)
            {
                (points, days) = (points + report.Points, days + report.Days);
                problem = report.Trouble switch
                {
                    SinkAnswer.Away away => away.Sentence,
                    SinkAnswer.Refused refused => refused.Sentence,
                    _ => null,
                };
            }
        }

        context.Output("points", points);
        context.Output("days", days);
        context.Output("problem", problem);
        await context.CompleteAsync([problem is not null ? "Incomplete" : days > 0 ? "Done" : "NothingToDo"], cancellation);
    }
}
