using Cer.Workflows.Running;

namespace Cer.Workflows.Activities;

/// <summary>Gives what it was told to, instead of doing anything: for rehearsals with data that are known.</summary>
/// <param name="outputs">By their names.</param>
/// <param name="outcomes">With which it ends.</param>
public sealed class PinnedActivity(OrderedDictionary<string, object?> outputs, IReadOnlyList<string> outcomes) : Activity
{
    private const int MostPins = 3000;

    public override ActivityDescriptor Descriptor { get; } = new("Cer.Pinned", "") { Outcomes = outcomes };

    /// <summary>Reads pins by the ids of their activities: <c>{outputs: {name: value}, outcomes: [name]}</c>, Done
    /// without outcomes.</summary>
    /// <exception cref="FormatException">Something else is written.</exception>
    public static IReadOnlyDictionary<string, Activity> Read(OrderedDictionary<string, object?> written)
    {
        if (written.Count > MostPins) throw new FormatException($"Found {written.Count} pinned activities, expected at most {MostPins}.");
        return written.ToDictionary(one => one.Key, Activity (one) => Of(one.Key, one.Value), StringComparer.Ordinal);
    }

    public override async ValueTask ExecuteAsync(ActivityContext context, CancellationToken cancellation)
    {
        foreach (var (name, value) in outputs) context.Output(name, value);
        await context.CompleteAsync(outcomes, cancellation);
    }

    private static PinnedActivity Of(string id, object? written)
    {
        if (written is not OrderedDictionary<string, object?> pin
            || (pin.GetValueOrDefault("outputs") ?? new OrderedDictionary<string, object?>()) is not OrderedDictionary<string,
                object?> given)
            throw new FormatException($"Found other pinned data of '{id}', expected an object with outputs by their names.");
        return new PinnedActivity(given, pin.GetValueOrDefault("outcomes") switch
        {
            null or List<object?> { Count: 0 } => ["Done"],
            List<object?> names when names.TrueForAll(name => name is string) => [.. names.Cast<string>()],
            _ => throw new FormatException($"Found other pinned outcomes of '{id}', expected a list of names."),
        });
    }
}
