using Cer.Workflows.Running;
using Cer.Workflows.Values;

namespace Cer.Workflows.Activities;

/// <summary>Counts from a start to an end, upwards or downwards.</summary>
internal sealed class ForActivity : LoopActivity
{
    private const string Current = "current";

    public override ActivityDescriptor Descriptor { get; } = new("Elsa.For", "Looping")
    {
        Inputs =
        [
            new("start", DataType.Int32, 0),
            new("end", DataType.Int32, 0),
            new("step", DataType.Int32, 1),
            new("outerBoundInclusive", DataType.Flag, true),
        ],
        Outputs = ["currentValue"],
        Ports = ["body"],
    };

    protected override async ValueTask NextAsync(ActivityContext context, CancellationToken cancellation)
    {
        var (start, end, step) = (Number(context, "start"), Number(context, "end"), Number(context, "step"));
        var up = end >= start;
        if (step == 0 || (up && step < 0))
            throw new InvalidOperationException($"Found a step of {step} from {start} to {end}, expected one that comes to the end.");
        var before = ValueConversion.To(DataType.Int32, context.Execution.Kept.GetValueOrDefault(Current)) as int?;
        var current = before is null ? start : up ? before.Value + (long)step : before.Value - Math.Abs((long)step);
        var inclusive = context.FlagInput("outerBoundInclusive");
        var goes = up ? inclusive ? current <= end : current < end : inclusive ? current >= end : current > end;
        if (!goes || context.Node.Port("body") is not { } body)
        {
            await context.CompleteAsync(cancellation);
            return;
        }

        var value = (int)current;
        context.Execution.Kept[Current] = value;
        context.Output("currentValue", value);
        context.Schedule(body, variables: [new($"{context.Execution.Id}:CurrentValue", "CurrentValue", DataType.Int32, value)]);
    }

    private static int Number(ActivityContext context, string name) => context.Input(name) as int? ?? 0;
}
