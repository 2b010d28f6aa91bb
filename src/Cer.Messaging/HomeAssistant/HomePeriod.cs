namespace Cer.Messaging.HomeAssistant;

/// <summary>
/// How long the rows of statistics are that are asked for. Days and longer follow the home's time zone.
/// </summary>
public enum HomePeriod
{
    FiveMinutes,
    Hour,
    Day,
    Week,
    Month,
}
