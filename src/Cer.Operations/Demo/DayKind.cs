namespace Cer.Operations.Demo;

/// <summary>What kind of day it is for shops and offices.</summary>
internal enum DayKind
{
    Workday,
    Saturday,
    Holiday,
}
