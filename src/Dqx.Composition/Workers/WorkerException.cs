using Dqx.Composition.Running;

namespace Dqx.Composition.Workers;

/// <summary>A call that a worker made failed, or the worker did. The fault says what a report is to say.</summary>
internal sealed class WorkerException(ProcessorFault fault) : Exception(fault.Message)
{
    public ProcessorFault Fault { get; } = fault;
}
