using Cer.Workflows.Hosting;
using Cer.Workflows.Values;

namespace Cer.Host.Workflows.Hooks;

/// <summary>A place where a workflow is reached by a request: to begin an instance, or where one waits.</summary>
/// <param name="Trigger">Of a published definition; null when an instance waits.</param>
/// <param name="Bookmark">Where an instance waits; null when one is to begin.</param>
internal sealed record Hook(Trigger? Trigger, OpenBookmark? Bookmark)
{
    private const int UsualBytes = 1024 * 1024;
    private const int MostBytes = 4 * 1024 * 1024;
    private static readonly TimeSpan UsualTime = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan MostTime = TimeSpan.FromMinutes(1);

    private OrderedDictionary<string, object?> Said => Trigger?.Payload ?? Bookmark!.Payload;

    public HookTemplate Template => new(Trigger?.Key ?? Bookmark!.Key);

    public IReadOnlyList<string> Methods =>
        [.. (Said.GetValueOrDefault("methods") as List<object?> ?? []).Select(one => ValueText.Of(one).Trim().ToUpperInvariant())];

    public HookPolicy Policy => HookPolicy.Of(Said.GetValueOrDefault("policy") as string, Said.GetValueOrDefault("authorize") is true);

    /// <summary>The largest body that it takes.</summary>
    public int Most => Said.GetValueOrDefault("requestSizeLimit") is { } limit
        && ValueConversion.To(new(ValueKind.Int64), limit) is long and > 0 and var bytes
        ? (int)Math.Min(bytes, MostBytes)
        : UsualBytes;

    /// <summary>What it takes of files.</summary>
    public HookFileRules Files => new(Said);

    /// <summary>How long an answer is waited for.</summary>
    public TimeSpan Patience => Said.GetValueOrDefault("requestTimeout") is TimeSpan time && time > TimeSpan.Zero
        ? time < MostTime ? time : MostTime
        : UsualTime;
}
