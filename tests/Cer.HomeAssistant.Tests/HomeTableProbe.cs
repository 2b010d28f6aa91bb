using System.Text.Json;
using System.Text.Json.Nodes;
using Cer.Messaging.HomeAssistant;

namespace Cer.HomeAssistant.Tests;

/// <summary>A table that is told what the peer would send, without a network between.</summary>
internal sealed class HomeTableProbe
{
    private readonly HomeTable _table = new();
    private bool _isWhole = true;

    public HomeEntity? Last { get; private set; }

    public void Take(JsonNode body)
    {
        foreach (var news in _table.Take(JsonSerializer.SerializeToElement(body), _isWhole))
            Last = (news as HomeEntityNews.Changed)?.Entity;
        _isWhole = false;
    }
}
