#!/bin/bash
#SBATCH --job-name=fuhe
#SBATCH --array=0-15
#SBATCH --cpus-per-task=4
#SBATCH --mem-per-cpu=1G
#SBATCH --time=08:00:00
#SBATCH --requeue
# An archive as an array of jobs. A job that is requeued goes on where it was broken off.
#
#   parts=$(ARCHIVE=archive RESULTS=results sbatch --parsable examples/slurm.sh)
#   sbatch --dependency="afterok:$parts" --wrap 'fuhe merge results/part* --out results/all'
set -euo pipefail
# Slurm runs a copy of this script: the others are where the job was sent from.
exec "${SLURM_SUBMIT_DIR:-.}/examples/part.sh" "$ARCHIVE" "$RESULTS" "$SLURM_ARRAY_TASK_ID" "$SLURM_ARRAY_TASK_COUNT"
