using Cer.Workflows.Expressions;
using Cer.Workflows.Values;

namespace Cer.Workflows.Running;

/// <summary>The few types of .NET that Elsa lends to scripts by name, with what designers ask of them.</summary>
internal static class ScriptTypes
{
    public static IHostObject? Of(string name, TimeProvider time) => name switch
    {
        "TimeSpan" => new Type(new()
        {
            ["Zero"] = TimeSpan.Zero,
            ["FromDays"] = Span(TimeSpan.TicksPerDay),
            ["FromHours"] = Span(TimeSpan.TicksPerHour),
            ["FromMinutes"] = Span(TimeSpan.TicksPerMinute),
            ["FromSeconds"] = Span(TimeSpan.TicksPerSecond),
            ["FromMilliseconds"] = Span(TimeSpan.TicksPerMillisecond),
            ["Parse"] = Read(DataType.TimeSpan),
        }),
        "Guid" => new Type(new()
        {
            ["Empty"] = Guid.Empty,
            ["NewGuid"] = (HostFunction)(_ => Guid.NewGuid()),
            ["Parse"] = Read(new(ValueKind.Guid)),
        }),
        "DateTime" or "DateTimeOffset" => new Type(new()
        {
            ["Now"] = time.GetUtcNow(),
            ["UtcNow"] = time.GetUtcNow(),
            ["Parse"] = Read(new(ValueKind.DateTimeOffset)),
        }),
        _ => null,
    };

    private static HostFunction Span(long ticks) => arguments =>
    {
        var count = Convert.ToDouble(Of(DataType.Parse("Double"), arguments) ?? 0.0, System.Globalization.CultureInfo.InvariantCulture);
        var span = count * ticks;
        return Math.Abs(span) < long.MaxValue
            ? TimeSpan.FromTicks((long)Math.Round(span))
            : throw new ExpressionException($"Found {ValueText.Of(count)}, expected a span of less than 29 000 years.");
    };

    private static HostFunction Read(DataType type) => arguments =>
        Of(type, arguments) ?? throw new ExpressionException($"Found nothing, expected a value of type {type.Kind}.");

    private static object? Of(DataType type, IReadOnlyList<object?> arguments) =>
        arguments.Count == 0 ? null : ValueConversion.To(type, arguments[0]);

    private sealed class Type(Dictionary<string, object?> members) : IHostObject
    {
        public IEnumerable<string> Names => members.Keys;

        public bool TryGet(string name, out object? value) => members.TryGetValue(name, out value);

        public void Set(string name, object? value) =>
            throw new ExpressionException($"Found a value for '{name}', expected none: types are only read.");
    }
}
