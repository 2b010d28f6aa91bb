namespace NetDaemon.HassModel.Entities;

/// <summary>A device of the registry.</summary>
public record Device
{
    internal Device()
    {
    }

    public string? Name { get; init; }

    public required string Id { get; init; }

    public Area? Area { get; init; }

    public string? Manufacturer { get; init; }

    public string? Model { get; init; }
}
