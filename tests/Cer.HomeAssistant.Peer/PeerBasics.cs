using System.Text.Json;
using System.Text.Json.Nodes;
using Cer.Messaging.HomeAssistant;

namespace Cer.HomeAssistant.Peer;

/// <summary>The commands of Core itself: states, events, services.</summary>
internal sealed class PeerBasics(HomePeer peer)
{
    public void AddTo(PeerCommands commands)
    {
        commands["ping"] = (socket, id, _) => socket.Send(new() { ["id"] = id, ["type"] = "pong" });
        commands["supported_features"] = (socket, id, message) =>
        {
            socket.GathersMessages = message.GetProperty("features").TryGetProperty("coalesce_messages", out var on) && on.GetInt32() > 0;
            socket.Result(id, null);
        };
        // Published: homeassistant/components/config/auth.py. The Supervisor's own user, an administrator, asks.
        commands["config/auth/list"] = (socket, id, _) => socket.Result(id, new JsonArray([.. peer.Users.Select(user => new JsonObject
        {
            ["id"] = user.Id,
            ["username"] = null,
            ["name"] = "Utente",
            ["is_owner"] = false,
            ["is_active"] = true,
            ["local_only"] = false,
            ["system_generated"] = false,
            ["group_ids"] = new JsonArray(user.IsAdministrator ? "system-admin" : "system-users"),
            ["credentials"] = new JsonArray(),
        })]));
        commands["get_config"] = (socket, id, _) => socket.Result(id, peer.Config());
        commands["get_services"] = (socket, id, _) => socket.Result(id, peer.Services.Describe());
        commands["get_states"] = (socket, id, _) =>
        {
            var version = HomeVersion.Read(peer.Version);
            socket.Result(id, new JsonArray([.. peer.States.All.Select(one => one.Whole(version))]));
        };
        commands["call_service"] = CallService;
        commands["persistent_notification/get"] = (socket, id, _) =>
            socket.Result(id, new JsonArray([.. peer.Services.Notifications.Values.Select(one => one.DeepClone())]));
        commands["fire_event"] = (socket, id, message) =>
        {
            peer.Events.Fire(message.GetProperty("event_type").GetString()!, Data(message, "event_data"));
            socket.Result(id, null);
        };
        commands["subscribe_events"] = (socket, id, message) =>
        {
            var type = message.TryGetProperty("event_type", out var wanted) ? wanted.GetString() : null;
            socket.Result(id, null);
            socket.Subscriptions[id] = peer.Events.Listen(type, body => socket.Event(id, body));
        };
        commands["subscribe_entities"] = SubscribeEntities;
        commands["unsubscribe_events"] = (socket, id, message) =>
        {
            if (!socket.Subscriptions.Remove(message.GetProperty("subscription").GetInt64(), out var end))
                throw new PeerRefusal("not_found", "Subscription not found.");
            end();
            socket.Result(id, null);
        };
    }

    private void CallService(PeerSocket socket, long id, JsonElement message)
    {
        message.TryGetProperty("service_data", out var data);
        message.TryGetProperty("target", out var target);
        var answer = peer.Services.Call(
            message.GetProperty("domain").GetString()!, message.GetProperty("service").GetString()!, data, target);
        var wants = message.TryGetProperty("return_response", out var wanted) && wanted.GetBoolean();
        if (wants && answer is null)
        {
            throw new PeerRefusal(
                "service_validation_error", "An action which does not return responses can't be called with return_response=True");
        }

        socket.Result(id, new JsonObject
        {
            ["context"] = new JsonObject { ["id"] = "01HOME", ["parent_id"] = null, ["user_id"] = "user" },
            ["response"] = wants ? answer : null,
        });
    }

    private void SubscribeEntities(PeerSocket socket, long id, JsonElement message)
    {
        var wanted = message.TryGetProperty("entity_ids", out var list)
            ? list.EnumerateArray().Select(one => one.GetString()!).ToHashSet()
            : null;
        peer.States.Quietly(() =>
        {
            socket.Result(id, null);
            socket.Subscriptions[id] = peer.States.Watch(body => socket.Event(id, body), wanted);
        });
    }

    private static JsonObject Data(JsonElement message, string name) =>
        message.TryGetProperty(name, out var data) && data.ValueKind == JsonValueKind.Object ? JsonObject.Create(data.Clone())! : [];
}
