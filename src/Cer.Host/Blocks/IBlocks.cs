using Cer.Workflows.Activities;

namespace Cer.Host.Blocks;

/// <summary>Some of the activities that know energy and money: whoever adds a family of them adds one of these.</summary>
internal interface IBlocks
{
    IEnumerable<Activity> All { get; }
}
