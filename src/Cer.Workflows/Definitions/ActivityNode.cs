using System.Text.Json.Nodes;

namespace Cer.Workflows.Definitions;

/// <summary>One activity of a definition: a typed view of its JSON, which is kept as it came.</summary>
public sealed class ActivityNode
{
    private readonly Dictionary<string, ActivityNode> _ports = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, IReadOnlyList<ActivityNode>> _lists = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<ActivityNode> _children = [];

    internal ActivityNode(JsonObject json, string path)
    {
        Json = json;
        Id = JsonRead.Text(json["id"]) ?? "";
        Type = JsonRead.Text(json["type"]) ?? "";
        Name = JsonRead.Text(json["name"]);
        NodeId = path.Length == 0 ? Id : $"{path}:{Id}";
        foreach (var (name, value) in json) ReadPort(name, value);
    }

    public JsonObject Json { get; }

    public string Id { get; }

    /// <summary>Such as <c>Elsa.WriteLine</c>.</summary>
    public string Type { get; }

    /// <summary>The designer's name, such as <c>WriteLine1</c>: by it outputs are asked for.</summary>
    public string? Name { get; }

    /// <summary>The ids from the root down to it, joined by colons.</summary>
    public string NodeId { get; }

    /// <summary>Activities directly inside it, in the order of the text.</summary>
    public IReadOnlyList<ActivityNode> Children => _children;

    public bool CanStartWorkflow => JsonRead.Flag(Custom("canStartWorkflow")) || JsonRead.Flag(Json["canStartWorkflow"]);

    public string? DisplayText => JsonRead.Text((Json["metadata"] as JsonObject)?["displayText"]);

    public JsonNode? Custom(string key) =>
        (Json["customProperties"] as JsonObject)?[key] ?? (Json["applicationProperties"] as JsonObject)?[key];

    public ActivityNode? Port(string name) => _ports.GetValueOrDefault(name);

    public IReadOnlyList<ActivityNode> Ports(string name) => _lists.GetValueOrDefault(name, []);

    public JsonNode? Property(string name) => JsonRead.Member(Json, name);

    public InputValue? Input(string name) => InputValue.Read(Property(name));

    /// <summary>The memory that an output is written to: a variable's id, or the name of a workflow's output.</summary>
    public string? OutputTarget(string name) =>
        JsonRead.Text(((Property(name) as JsonObject)?["memoryReference"] as JsonObject)?["id"]);

    /// <summary>Itself and everything below it.</summary>
    public IEnumerable<ActivityNode> All() => _children.SelectMany(child => child.All()).Prepend(this);

    private void ReadPort(string name, JsonNode? value)
    {
        if (name is "customProperties" or "metadata" or "applicationProperties") return;
        if (value is JsonObject one && IsActivity(one)) Add(name, one);
        else if (value is JsonArray list && list.Count > 0) AddList(name, list);
    }

    private void AddList(string name, JsonArray list)
    {
        List<ActivityNode> found = [];
        foreach (var item in list.OfType<JsonObject>())
        {
            // Cases of a switch and expected status codes hold their activity one level down.
            var activity = IsActivity(item) ? item : item["activity"] as JsonObject;
            if (activity is null || !IsActivity(activity)) continue;
            var node = new ActivityNode(activity, NodeId);
            found.Add(node);
            _children.Add(node);
        }

        if (found.Count > 0) _lists[name] = found;
    }

    private void Add(string name, JsonObject json)
    {
        var node = new ActivityNode(json, NodeId);
        _ports[name] = node;
        _children.Add(node);
    }

    private static bool IsActivity(JsonObject json) =>
        JsonRead.Text(json["type"]) is not null && JsonRead.Text(json["id"]) is not null && !json.ContainsKey("expression");

    /// <summary>The activity behind an object of a list, such as one case of a switch.</summary>
    public ActivityNode? ChildOf(JsonObject item) =>
        item["activity"] is JsonObject json && JsonRead.Text(json["id"]) is { } id
            ? _children.FirstOrDefault(child => ReferenceEquals(child.Json, json)) ?? _children.FirstOrDefault(child => child.Id == id)
            : null;
}
