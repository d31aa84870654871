using Dqx.Composition.Workers.Child;

if (WorkerProgram.IsAskedFor(args))
{
    WorkerProgram.Run();
}

return 0;
