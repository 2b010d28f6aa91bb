using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;

namespace Cer.Messaging.HomeAssistant;

/// <summary>Watches entities: all of them, or some. Of some, Core sends nothing else.</summary>
public sealed class HomeEntities
{
    private readonly HomeClient _client;

    internal HomeEntities(HomeClient client) => _client = client;

    /// <summary>First those that are there, then what becomes of them. After a gap, what is different.</summary>
    /// <param name="ids">Which; null for all.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="HomeFault">Refused.</exception>
    public async IAsyncEnumerable<HomeEntityNews> WatchAsync(
        IReadOnlyCollection<string>? ids, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var body = ids is null ? null : new JsonObject { ["entity_ids"] = new JsonArray([.. ids.Select(id => (JsonNode)id)]) };
        var table = new HomeTable();
        while (true)
        {
            var isWhole = true;
            await foreach (var news in _client.ListenAsync("subscribe_entities", body, cancellation))
            {
                if (news is HomeNews.Gap gap)
                {
                    yield return new HomeEntityNews.Gap(gap.Since, gap.Dropped);
                    isWhole = true;

                    // Differences were dropped: only a new subscription tells the whole again.
                    if (gap.Dropped > 0) break;
                }
                else if (news is HomeNews.Event told)
                {
                    foreach (var one in table.Take(told.Body, isWhole)) yield return one;
                    isWhole = false;
                }
            }
        }
    }
}
