using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Cer.Workflows.Definitions;

namespace Cer.Workflows.Running;

/// <summary>How an activity that failed is tried again: after waits that double, spread a little, and end at a cap.</summary>
/// <param name="Retries">How often, after the first time.</param>
/// <param name="Delay">Before the first retry.</param>
/// <param name="Cap">The longest wait.</param>
/// <remarks>
/// Written as <c>customProperties["cer:retry"]</c> with <c>attempts</c>, <c>delay</c> and <c>cap</c>, or as Elsa's
/// <c>resilienceStrategy</c>, of which any that is named has Elsa's own numbers: three retries from one second on.
/// </remarks>
public sealed record RetryPolicy(int Retries, TimeSpan Delay, TimeSpan Cap)
{
    public const string Key = "cer:retry";

    /// <summary>The kind of bookmark at which an activity waits to be tried again.</summary>
    public const string Kind = "Retry";

    private const int MostRetries = 100;
    private static readonly RetryPolicy Elsas = new(3, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(5));

    /// <summary>The policy that a definition gives an activity; null when it gives none.</summary>
    public static RetryPolicy? Of(ActivityNode node)
    {
        if (node.Custom(Key) is JsonObject own)
            return new(
                Math.Clamp(JsonRead.Int(own["attempts"]) ?? Elsas.Retries, 0, MostRetries),
                Span(own["delay"]) ?? Elsas.Delay,
                Span(own["cap"]) ?? Elsas.Cap);
        return node.Custom("resilienceStrategy") is JsonObject named
            && (JsonRead.Text(named["strategyId"]) is { Length: > 0 } || named["expression"] is JsonObject)
            ? Elsas
            : null;
    }

    /// <summary>The wait after a number of attempts; of the same attempt always the same.</summary>
    public TimeSpan WaitAfter(int attempts, string key)
    {
        var doubled = Delay.TotalSeconds * Math.Pow(2, Math.Min(attempts - 1, 40));
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{key}/{attempts}")));
        return TimeSpan.FromSeconds(Math.Min(doubled, Cap.TotalSeconds) * (0.75 + (hash[0] / 512.0)));
    }

    private static TimeSpan? Span(JsonNode? node) =>
        TimeSpan.TryParse(JsonRead.Text(node), CultureInfo.InvariantCulture, out var span) && span >= TimeSpan.Zero
            && span <= TimeSpan.FromDays(31)
            ? span
            : null;
}
