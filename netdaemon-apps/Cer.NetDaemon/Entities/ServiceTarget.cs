namespace NetDaemon.HassModel.Entities;

/// <summary>What a service is called on.</summary>
public class ServiceTarget
{
    public IReadOnlyCollection<string>? EntityIds { get; init; }

    public IReadOnlyCollection<string>? DeviceIds { get; init; }

    public IReadOnlyCollection<string>? AreaIds { get; init; }

    public IReadOnlyCollection<string>? FloorIds { get; init; }

    public IReadOnlyCollection<string>? LabelIds { get; init; }

    public static ServiceTarget FromEntity(string entityId) => new() { EntityIds = [entityId] };

    public static ServiceTarget FromEntities(IEnumerable<string> entityIds) => new() { EntityIds = [.. entityIds] };

    public static ServiceTarget FromEntities(params string[] entityIds) => new() { EntityIds = [.. entityIds] };
}
