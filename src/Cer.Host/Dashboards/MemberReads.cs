namespace Cer.Host.Dashboards;

/// <summary>Writes down that somebody read a member's own figures on a dashboard: who by number, and where; never what.</summary>
internal sealed partial class MemberReads(ILogger<MemberReads> logger)
{
    [LoggerMessage(LogLevel.Information, "{Who} read panel {Panel} {RefId} of {Dashboard}")]
    public partial void Told(string who, string dashboard, int panel, string refId);

    [LoggerMessage(LogLevel.Information, "{Who} read the annotations of {Dashboard}")]
    public partial void ToldMarks(string who, string dashboard);
}
