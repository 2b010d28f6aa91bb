namespace Cer.Workflows.Running;

/// <summary>How flowcharts count arrivals where arrows meet.</summary>
public enum JoinMode
{
    /// <summary>By visits of activities and arrows: Elsa's default.</summary>
    Counter,

    /// <summary>By tokens that each followed arrow carries.</summary>
    Token,
}
