using Cer.Operations.Dashboards.Files;

namespace Cer.Operations.Dashboards;

/// <summary>A dashboard that was read and keeps every rule.</summary>
/// <param name="Name">Its file, below the folder of the dashboards.</param>
/// <param name="Audience">Whom it is for.</param>
/// <param name="File">As the file has it.</param>
/// <param name="English">Its English words.</param>
public sealed record Board(string Name, Audience Audience, DashboardFile File, SideFile English)
{
    /// <summary>The only dashboard that may be shown to everybody.</summary>
    public const string PublicUid = "cer-pubblico";

    public string Uid => File.Uid!;

    /// <summary>In the order of the file; the panels of a row that is put away follow it.</summary>
    public IReadOnlyList<BoardPanel> Panels { get; init; } = [];

    public IReadOnlyList<BoardVariable> Variables { get; init; } = [];

    public IReadOnlyList<BoardAnnotation> Annotations { get; init; } = [];

    /// <summary>The schema whose views its statements read.</summary>
    public string Schema => SchemaOf(Audience);

    public static string SchemaOf(Audience audience) => audience == Audience.Member ? "mine" : "rep";
}
